package org.ganforge.examples.explore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.serve.http.Answer;
import org.ganforge.examples.serve.http.Call;
import org.ganforge.json.record.RunInfo;
import org.ganforge.latent.PrincipalDirections;
import org.ganforge.latent.Truncation;
import org.ganforge.noise.Noise;
import org.ganforge.noise.Normal;
import org.ganforge.noise.Semicircle;
import org.ganforge.noise.Uniform;
import org.ganforge.run.CheckpointChoice;
import org.ganforge.run.Generator;
import org.ganforge.run.Run;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;

/** Answers the requests of the explorer on the page. Nothing is loaded before the first one. */
public final class Explorer implements AutoCloseable {
  private final OpenGenerators<Key, Generator> generators = new OpenGenerators<>(Key::open);

  /** Makes an explorer with nothing open. */
  public Explorer() {}

  /** A run's weights after this many iterations. */
  private record Key(Path run, long checkpoint) {
    Generator open() {
      Run chosen = Run.open(run).withCheckpoint(CheckpointChoice.at(checkpoint));
      return Generator.of(
          chosen, computation -> TensorFlowBackend.of(TensorFlowOptions.inNumbersOf(computation)));
    }
  }

  private static Key key(ExploredRun run, long checkpoint) {
    return new Key(run.directory().path(), checkpoint);
  }

  /**
   * Answers with a run's checkpoints, its classes, and the properties of its noise.
   *
   * @throws InvalidInputException if it has no checkpoint yet
   */
  public Answer describe(ExploredRun run, Call call) {
    call.withOnly();
    RunInfo info = run.info();
    Checkpoints checkpoints = Checkpoints.of(run.directory().checkpoints());
    List<Long> iterations = checkpoints.iterations();
    if (iterations.isEmpty()) {
      throw new InvalidInputException(
          "run " + run.directory().name(),
          "a checkpoint",
          "none yet",
          "wait until the training saves one");
    }
    Noise noise = info.gan().noise();
    ObjectNode json = Json.object().put("length", info.gan().noiseLength());
    json.put("reach", reach(noise)).put("most_truncation", Truncation.most(noise));
    ArrayNode steps = json.putArray("checkpoints");
    iterations.forEach(steps::add);
    checkpoints.best().ifPresent(best -> json.put("best", best.iteration()));
    ArrayNode classes = json.putArray("classes");
    List<String> names = info.images() == null ? List.of() : info.images().classes();
    for (int label = 0; label < info.gan().classes(); label++) {
      classes.add(label < names.size() ? names.get(label) : label + "");
    }
    return Answer.json(json);
  }

  /** The range of a slider: four standard deviations, in tenths. */
  private static double reach(Noise noise) {
    double tenths = 40 * deviation(noise);
    return tenths < 1 ? tenths / 10 : Math.ceil(tenths) / 10;
  }

  private static double deviation(Noise noise) {
    if (noise instanceof Normal normal) {
      return normal.stddev();
    } else if (noise instanceof Uniform uniform) {
      return (uniform.maxval() - uniform.minval()) / Math.sqrt(12);
    } else if (noise instanceof Semicircle semicircle) {
      return semicircle.radius() / 2;
    }
    throw new AssertionError(noise);
  }

  /**
   * Answers with the strengths of the principal directions, or with the reason why there are none.
   */
  public Answer directions(ExploredRun run, Call call) {
    call.withOnly("checkpoint", "label");
    int classes = run.info().gan().classes();
    int label = (int) call.whole("label", 0, 0, Math.max(0, classes - 1));
    long checkpoint = View.checkpoint(call);
    return generators.use(key(run, checkpoint), generator -> directions(generator, label));
  }

  private static Answer directions(Generator generator, int label) {
    ObjectNode json = Json.object();
    ArrayNode strengths = json.putArray("strengths");
    try {
      PrincipalDirections directions = generator.directions(label);
      for (int i = 0; i < directions.count(); i++) {
        strengths.add(directions.strength(i));
      }
    } catch (InvalidInputException e) {
      json.put("refused", e.getMessage());
    }
    return Answer.json(json);
  }

  /** Answers with a picture: byte for byte the PNG that its command writes. */
  public Answer picture(ExploredRun run, Call call) {
    View view = View.of(call, run.info());
    return Answer.of("image/png", generators.use(key(run, view.checkpoint()), view::png));
  }

  /** Answers with the command that reproduces a picture. */
  public Answer command(ExploredRun run, Call call) {
    View view = View.of(call, run.info());
    return Answer.json(Json.object().put("command", view.command(run.directory())));
  }

  /** Frees all generators. */
  @Override
  public void close() {
    generators.close();
  }
}
