package org.ganforge.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.examples.CommandRun;
import org.ganforge.examples.StartedCommand;
import org.ganforge.examples.TinySpec;
import org.ganforge.observe.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --live}, without a browser. */
class LiveTrainingTest {
  private static final String PAGE = "page   (http://127\\.0\\.0\\.1:\\d+/#token=[\\w-]{32})\\R";

  private static final String BEGUN = "run    (\\S+): ";

  @TempDir private Path folder = Path.of("");

  private Path run() {
    return folder.resolve("run");
  }

  private StartedCommand train(Object... more) {
    Object[] usual = {"train", TinySpec.in(folder), "--run", run(), "--steps", 1_000_000, "--live"};
    Object[] words = Arrays.copyOf(usual, usual.length + more.length);
    System.arraycopy(more, 0, words, usual.length, more.length);
    return StartedCommand.of(words);
  }

  private static RawAnswer ask(URI page, String what) {
    return RawAnswer.post(
        page.resolve("/"),
        "/api/runs/run/" + what,
        "X-GanForge-Token: " + page.getFragment().substring("token=".length()));
  }

  /** Opens the stream of events of a training that has its run. */
  private static Socket listen(URI page) throws IOException {
    Socket socket = RawAnswer.open(page);
    RawAnswer.write(socket, RawAnswer.request("GET", page.resolve("/"), "/api/runs/run/events"));
    assertThat(RawAnswer.readUntil(socket, "\r\n")).contains(" 200 ");
    return socket;
  }

  @Test
  void sendsWhatHappensUntilTheEndAndSavesAndStops() throws Exception {
    StartedCommand training = train("--checkpoint-every", 1_000_000);
    URI page = URI.create(training.await(PAGE));
    training.await(BEGUN);
    try (Socket events = listen(page)) {
      assertThat(RawAnswer.readUntil(events, "event: status\n"))
          .contains("event: records\ndata: {\"restart\":true,\"curves\":[");
      assertThat(RawAnswer.readUntil(events, "\n"))
          .startsWith("data: {\"phase\":\"training\",\"iteration\":")
          .contains("\"iterations\":1000000");
      RawAnswer.readUntil(events, "\"curves\":[{\"group\":\"loss\"");
      RawAnswer.readUntil(events, "\"images_per_second\":");
      assertThat(ask(page, "save").body()).isEqualTo("{\"asked\":true}");
      Checkpoints checkpoints = Checkpoints.of(new RunDirectory(run()).checkpoints());
      while (checkpoints.iterations().size() < 2) {
        RawAnswer.readUntil(events, "event: ");
      }
      assertThat(ask(page, "stop").status()).isEqualTo(202);
      RawAnswer.readUntil(events, "\"phase\":\"ended\"");
    }
    CommandRun ended = training.end();
    assertThat(ended.err())
        .isEqualTo(
            "\n"
                + "stopping, as requested on the page: finishing this iteration and saving the"
                + " weights ...\n");
    assertThat(ended.out()).contains("\nstopped after ");
    assertThat(ended.code()).isZero();
  }

  @Test
  void whatFailsOnThePageDoesNotReachTheTraining() throws Exception {
    StartedCommand training = train();
    URI page = URI.create(training.await(PAGE));
    URI server = page.resolve("/");
    training.await(BEGUN);
    listen(page).close();
    try (Socket half = RawAnswer.open(server);
        Socket events = listen(page)) {
      RawAnswer.write(half, "GET /api/runs HTTP/1.1\r\nHo");
      RawAnswer.send(server, "nonsense\r\n\r\n");
      Path metrics = new RunDirectory(run()).metrics();
      Files.createSymbolicLink(run().resolve("evaluation.png"), metrics);
      assertThat(RawAnswer.get(server, "/api/runs/run").status()).isEqualTo(409);
      RawAnswer.readUntil(events, "event: status");
      assertThat(RawAnswer.get(server, "/api/runs/none/events").status()).isEqualTo(404);
      assertThat(ask(page, "stop").status()).isEqualTo(202);
    }
    assertThat(training.end().code()).isZero();
  }

  @Test
  void theAddressIsShownWhereAPersonSeesIt() throws Exception {
    StartedCommand training = train("--json-lines");
    URI page = URI.create(training.awaitError(PAGE));
    training.await("\"event\":\"(begun)\"");
    assertThat(ask(page, "stop").status()).isEqualTo(202);
    CommandRun ended = training.end();
    assertThat(ended.out().lines()).allMatch(line -> line.startsWith("{\"event\":\""));
    assertThat(ended.code()).isZero();
  }

  private static void assertRefused(CommandRun run, String line) {
    assertThat(run.err()).isEqualTo("gan: " + line + "\n");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void refusesAPortThatIsOfNoUse() throws Exception {
    Path spec = TinySpec.in(folder);
    assertRefused(
        CommandRun.of("train", spec, "--run", run(), "--port", 8000),
        "--port: expected --live with it but found it alone; add --live, or leave --port out");
    assertRefused(
        CommandRun.of("train", spec, "--run", run(), "--live", "--port", 65536),
        "--port: expected 0 to 65535 but found 65536; choose one in that range, or leave it out for"
            + " a free one");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertRefused(
          CommandRun.of("train", spec, "--run", run(), "--live", "--port", port),
          "--port: expected a free port but found "
              + port
              + ", which is taken; give another, or 0");
    }
    assertThat(run()).doesNotExist();
  }
}
