package org.ganforge.tf.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.ganforge.tf.graph.StateGraph;
import org.tensorflow.op.Op;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * Writes the whole state of a session into a directory and takes it back: {@code gan.json}, the
 * spec, and {@code variables.*}, TensorFlow's own format, with every weight, slot and counter under
 * its name.
 */
final class Checkpoint {
  private static final String SPEC = "gan.json";
  private static final String VARIABLES = "variables";

  private final Gan gan;
  private final GraphSession session;
  private final StateGraph state;

  Checkpoint(Gan gan, GraphSession session) {
    this.gan = gan;
    this.session = session;
    this.state = session.graph().state();
  }

  /**
   * Writes into a directory beside the target first, so that the target is there whole or not at
   * all.
   */
  void save(Path directory, long iterations) {
    if (Files.exists(directory)) {
      throw new InvalidInputException(
          "checkpoint " + directory, "a new directory", "one that exists", "choose another");
    }
    Path target = directory.toAbsolutePath();
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      delete(partial);
      Files.createDirectories(partial);
      Files.writeString(partial.resolve(SPEC), GanJson.write(gan));
      try (TInt64 count = TInt64.scalarOf(iterations)) {
        Op set = state.setCount(session.graph().iterations());
        session.run(List.of(set), Map.of(state.newCount(), count));
      }
      run(List.of(state.save()), partial);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + directory + " cannot be written", e);
    }
  }

  /** Takes a checkpoint back and returns the counts: iterations last, as the graph made it last. */
  Counts restore(Path directory) {
    Path index = directory.resolve(VARIABLES + ".index");
    Path spec = directory.resolve(SPEC);
    if (!Files.isRegularFile(index) || !Files.isRegularFile(spec)) {
      throw new InvalidInputException(
          "checkpoint " + directory,
          "a directory with " + SPEC + " and " + VARIABLES + ".index",
          Files.exists(directory) ? "neither or one of them" : "no such directory",
          "give a directory that save has written");
    }
    requireSame(directory, GanJson.read(spec));
    run(state.restore(), directory);
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

  private void run(List<Op> operations, Path directory) {
    String prefix = directory.toAbsolutePath().resolve(VARIABLES).toString();
    try (TString file = TString.scalarOf(prefix)) {
      session.run(operations, Map.of(state.file(), file));
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
