package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.ganforge.Gan;
import org.ganforge.data.ImageStream;
import org.ganforge.data.ImagesAhead;
import org.ganforge.internal.Seeds;
import org.ganforge.objective.Objective;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.tf.session.GraphSession;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Supplies the images of a stream to the steps that take them. */
final class StreamedSteps implements AutoCloseable {
  private final GraphSession<GanGraph> session;
  private final boolean isSeparate;
  private final Objective objective;
  private final ImagesAhead turns;
  private final @Nullable ImagesAhead generatorTurns;
  private final ImagesAhead checks;

  StreamedSteps(Gan gan, ImageStream images, GraphSession<GanGraph> session) {
    this.session = session;
    this.isSeparate = gan.plan().composition().isSeparate();
    this.objective = gan.objective();
    long seed = gan.plan().seed();
    GanGraph graph = session.graph();
    this.turns =
        ImagesAhead.of(
            images, number -> indices(graph.turnImages(), number), Seeds.derive(seed, "turns"));
    // The same seed, since the batches are the same if both networks take equally many images.
    this.generatorTurns =
        objective.isRelativistic()
            ? ImagesAhead.of(
                turns,
                number -> indices(graph.generatorImages(), number),
                Seeds.derive(seed, "turns"))
            : null;
    // The number of updates between two checks is not known in advance.
    this.checks =
        ImagesAhead.withoutLookingAhead(
            turns, number -> indices(graph.checkImages(), number), Seeds.derive(seed, "checks"));
  }

  private int[] indices(GanGraph.CountedIndices batch, long number) {
    try (TInt64 fed = TInt64.scalarOf(number)) {
      long[] indices = session.fetchCounts(batch.indices(), Map.of(batch.number(), fed));
      return LongStream.of(indices).mapToInt(Math::toIntExact).toArray();
    }
  }

  /**
   * Returns the images that a step takes.
   *
   * @param ofGenerator the generator's updates before the step
   * @param ofDiscriminator the discriminator's updates before the step
   */
  Map<Operand<TUint8>, byte[]> images(
      List<StepKind> kinds, long ofGenerator, long ofDiscriminator) {
    List<Operand<TUint8>> places = session.graph().streamed(kinds);
    Map<Operand<TUint8>, byte[]> images = new LinkedHashMap<>();
    long generatorDone = ofGenerator;
    long discriminatorDone = ofDiscriminator;
    int parts = places.size() / session.settings().replicas().local().size();
    for (StepKind kind : kinds) {
      if (kind.takesReal(objective)) {
        long done = kind.isOfGenerator() ? generatorDone : discriminatorDone;
        share(images, places, parts, batch(kind, done));
      }
      generatorDone += kind.updatesGenerator() ? 1 : 0;
      discriminatorDone += kind.updatesDiscriminator() ? 1 : 0;
    }
    return images;
  }

  /** Gives each replica its part of the bytes, which are in the order of the replicas. */
  private static void share(
      Map<Operand<TUint8>, byte[]> images, List<Operand<TUint8>> places, int parts, byte[] bytes) {
    int replicas = places.size() / parts;
    int part = images.size() / replicas;
    int size = bytes.length / replicas;
    for (int i = 0; i < replicas; i++) {
      images.put(
          places.get(i * parts + part),
          replicas == 1 ? bytes : Arrays.copyOfRange(bytes, i * size, (i + 1) * size));
    }
  }

  private byte[] batch(StepKind kind, long updates) {
    if (kind.updatesGenerator()) {
      return requireNonNull(generatorTurns).take(updates);
    }
    return kind.updatesDiscriminator()
        ? turns.take(isSeparate ? Math.floorDiv(updates, 2L) : updates)
        : checks.take(updates);
  }

  /** Returns how long steps have waited for images in total. */
  Duration waited() {
    Duration waited = turns.waited().plus(checks.waited());
    return generatorTurns == null ? waited : waited.plus(generatorTurns.waited());
  }

  @Override
  public void close() {
    turns.close();
    if (generatorTurns != null) {
      generatorTurns.close();
    }
    checks.close();
  }
}
