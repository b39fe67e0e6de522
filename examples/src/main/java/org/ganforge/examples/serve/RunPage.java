package org.ganforge.examples.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.explore.ExploredRun;
import org.ganforge.examples.explore.Explorer;
import org.ganforge.examples.report.RunFacts;
import org.ganforge.examples.serve.http.Answer;
import org.ganforge.examples.serve.http.Call;
import org.ganforge.examples.serve.http.Endpoint;
import org.ganforge.examples.serve.http.LocalServer;
import org.ganforge.examples.serve.http.Refusal;
import org.ganforge.examples.serve.http.Routes;
import org.ganforge.json.record.RunInfo;

/** The page about runs, served on this machine until it is closed. */
final class RunPage implements AutoCloseable {
  private static final long LAST_WORDS_MILLIS = 2000;
  private static final int MOST_LISTED = 200;

  private final ServedRuns runs;
  private final RunStream stream;
  private final Explorer explorer = new Explorer();
  private final CheckedRuns checked = new CheckedRuns();
  private final LocalServer server;

  private RunPage(ServedRuns runs, int port) {
    this.runs = runs;
    this.stream = new RunStream(runs);
    this.server = LocalServer.start(routes(), port);
  }

  /**
   * Starts to serve.
   *
   * @param port 0 for any free port
   * @throws InvalidInputException if the port is taken
   */
  static RunPage of(ServedRuns runs, int port) {
    return new RunPage(runs, port);
  }

  private Routes routes() {
    return new Routes()
        .get("/", PageFiles::page)
        .get("/files/{file}", PageFiles::file)
        .get("/api/runs", this::list)
        .get("/api/runs/{run}", this::describe)
        .get("/api/runs/{run}/pictures/{picture}", new RunPictures(runs)::answer)
        .get("/api/runs/{run}/explorer", explored(explorer::describe))
        .get("/api/runs/{run}/explorer/directions", explored(explorer::directions))
        .get("/api/runs/{run}/explorer/picture", explored(explorer::picture))
        .get("/api/runs/{run}/explorer/command", explored(explorer::command))
        .events("/api/runs/{run}/events", stream::send)
        .post("/api/runs/{run}/stop", call -> control(call, TrainingControl::stop))
        .post("/api/runs/{run}/save", call -> control(call, TrainingControl::save));
  }

  /** Answers with the first runs, and with how many are left out. */
  private Answer list(Call call) {
    call.withOnly();
    List<ServedRun> all = runs.all();
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("runs");
    all.stream()
        .limit(MOST_LISTED)
        .forEach(
            run -> list.addObject().put("id", run.id()).put("live", run.training().isPresent()));
    return Answer.json(json.put("left_out", all.size() - list.size()));
  }

  private Answer describe(Call call) {
    ServedRun run = runs.find(call.withOnly().variable("run"));
    RunInfo info = checked.run(run.directory()).info();
    ObjectNode json =
        Json.object()
            .put("id", run.id())
            .put("live", run.training().isPresent())
            .put("model", info.gan().name());
    json.set("facts", pairs(RunFacts.of(info)));
    json.set("pictures", pairs(RunPictures.named(run.directory())));
    return Answer.json(json);
  }

  private static ArrayNode pairs(Map<String, String> texts) {
    ArrayNode pairs = Json.array();
    texts.forEach((name, text) -> pairs.addArray().add(name).add(text));
    return pairs;
  }

  /** Returns an endpoint of a run's explorer. */
  private Endpoint explored(BiFunction<ExploredRun, Call, Answer> answer) {
    return call -> answer.apply(checked.run(runs.find(call.variable("run")).directory()), call);
  }

  private Answer control(Call call, Consumer<TrainingControl> request) {
    ServedRun run = runs.find(call.withOnly().variable("run"));
    request.accept(run.training().orElseThrow(() -> untrained(run)));
    return Answer.json(Json.object().put("asked", true)).withStatus(202);
  }

  private static Refusal untrained(ServedRun run) {
    return Refusal.of(
        409,
        "run " + run.id(),
        "one that this program trains",
        "a recorded one",
        "use the page of the program that trains it");
  }

  /** Returns the page's address, for a browser on this machine. */
  URI address() {
    return server.address();
  }

  /** Returns the same with the token, which allows stopping and saving a training. */
  URI addressWithToken() {
    return server.addressWithToken();
  }

  /** Returns how many pages listen to a run. */
  int listening() {
    return stream.listening();
  }

  /** Shows open pages the last state, and ends. */
  @Override
  public void close() {
    stream.finish(LAST_WORDS_MILLIS);
    server.close();
    explorer.close();
  }
}
