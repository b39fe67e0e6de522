package org.ganforge.tf.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.StateGraph;
import org.ganforge.tf.session.AtomicDirectory;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.variable.Counter;
import org.tensorflow.exceptions.TensorFlowException;
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
    try (TInt64 count = TInt64.scalarOf(iterations)) {
      Op set = state.setCount(session.graph().iterations());
      session.run(List.of(set), Map.of(state.newCount(), count));
    }
    AtomicDirectory.writeNew(
        "checkpoint",
        directory,
        side -> {
          Files.writeString(side.resolve(SPEC), GanJson.write(gan));
          session.save(side);
        });
  }

  /** Takes a checkpoint back and returns its counts. */
  Counts restore(Path directory) {
    Path spec = directory.resolve(SPEC);
    requireFile(directory, SPEC, Files.isRegularFile(spec));
    requireFile(directory, "variables.index", GraphSession.isSavedIn(directory));
    requireSame(directory, GanJson.read(spec));
    try {
      session.restore(directory);
    } catch (TensorFlowException e) {
      throw new InvalidInputException(
          "checkpoint " + directory,
          "whole files",
          AtomicDirectory.reason(e),
          "use another checkpoint, or copy this one again");
    }
    return new Counts(
        count(session.graph().iterations().name()),
        count(gan.generator().name() + "/updates"),
        count(gan.discriminator().name() + "/updates"));
  }

  private long count(String counter) {
    List<String> names =
        session.graph().variables().counters().stream().map(Counter::name).toList();
    return session.fetchCounts(state.counts())[names.indexOf(counter)];
  }

  private static void requireFile(Path directory, String file, boolean there) {
    if (!there) {
      throw new InvalidInputException(
          "checkpoint " + directory,
          "a directory with " + SPEC + " and variables.index",
          Files.exists(directory) ? "no " + file : "no such directory",
          "give a directory that save has written");
    }
  }

  /** What is counted in Java too. */
  record Counts(long iterations, long generatorUpdates, long discriminatorUpdates) {}

  private void requireSame(Path directory, Gan saved) {
    String difference = difference(saved);
    if (!difference.isEmpty()) {
      throw new InvalidInputException(
          "checkpoint " + directory,
          "the " + difference + " of spec \"" + gan.name() + "\"",
          "another " + difference,
          "open the trainer with the spec in " + directory.resolve(SPEC));
    }
  }

  /** Returns the first field whose change makes the variables others; empty if there is none. */
  private String difference(Gan saved) {
    Map<String, Function<Gan, Object>> fields = new LinkedHashMap<>();
    fields.put("keras", Gan::keras);
    fields.put("generator", Gan::generator);
    fields.put("discriminator", Gan::discriminator);
    fields.put("generator_optimizer", saving -> atOneRate(saving.generatorOptimizer()));
    fields.put("discriminator_optimizer", saving -> atOneRate(saving.discriminatorOptimizer()));
    return fields.entrySet().stream()
        .filter(field -> !field.getValue().apply(saved).equals(field.getValue().apply(gan)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /** A learning rate is no part of what is saved, so a training may go on with another. */
  private static Optimizer atOneRate(Optimizer optimizer) {
    return optimizer.withLearningRate(1);
  }
}
