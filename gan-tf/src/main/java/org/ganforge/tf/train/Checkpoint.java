package org.ganforge.tf.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.StateGraph;
import org.ganforge.tf.session.AtomicDirectory;
import org.ganforge.tf.session.GraphSession;
import org.tensorflow.op.Op;
import org.tensorflow.types.TInt64;

/**
 * Writes the whole state of a session into a directory and takes it back: {@code gan.json}, the
 * spec, and {@code variables.*}, TensorFlow's own format, with every weight, slot and counter under
 * its name.
 */
final class Checkpoint {
  private static final String SPEC = "gan.json";

  private final Gan gan;
  private final GraphSession<GanGraph> session;
  private final StateGraph state;

  Checkpoint(Gan gan, GraphSession<GanGraph> session) {
    this.gan = gan;
    this.session = session;
    this.state = session.graph().state();
  }

  /** Writes a new directory, whole or not at all. */
  void save(Path directory, long iterations) {
    if (Files.exists(directory)) {
      throw new InvalidInputException(
          "checkpoint " + directory, "a new directory", "one that exists", "choose another");
    }
    try (TInt64 count = TInt64.scalarOf(iterations)) {
      Op set = state.setCount(session.graph().iterations());
      session.run(List.of(set), Map.of(state.newCount(), count));
    }
    try {
      AtomicDirectory.write(
          directory,
          side -> {
            Files.writeString(side.resolve(SPEC), GanJson.write(gan));
            session.save(side);
          });
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + directory + " cannot be written", e);
    }
  }

  /** Takes a checkpoint back and returns the counts: iterations last, as the graph made it last. */
  Counts restore(Path directory) {
    Path spec = directory.resolve(SPEC);
    if (!GraphSession.isSavedIn(directory) || !Files.isRegularFile(spec)) {
      throw new InvalidInputException(
          "checkpoint " + directory,
          "a directory with " + SPEC + " and variables.index",
          Files.exists(directory) ? "neither or one of them" : "no such directory",
          "give a directory that save has written");
    }
    requireSame(directory, GanJson.read(spec));
    session.restore(directory);
    long[] counts = session.fetchCounts(state.counts());
    return new Counts(counts[2], counts[0], counts[1]);
  }

  /** What is counted in Java too. */
  record Counts(long iterations, long generatorUpdates, long discriminatorUpdates) {}

  private void requireSame(Path directory, Gan saved) {
    String difference =
        !saved.generator().equals(gan.generator())
            ? "generator"
            : !saved.discriminator().equals(gan.discriminator())
                ? "discriminator"
                : !saved.generatorOptimizer().equals(gan.generatorOptimizer())
                    ? "generator_optimizer"
                    : !saved.discriminatorOptimizer().equals(gan.discriminatorOptimizer())
                        ? "discriminator_optimizer"
                        : "";
    if (!difference.isEmpty()) {
      throw new InvalidInputException(
          "checkpoint " + directory,
          "the " + difference + " of spec \"" + gan.name() + "\"",
          "another " + difference,
          "open the trainer with the spec in " + directory.resolve(SPEC));
    }
  }
}
