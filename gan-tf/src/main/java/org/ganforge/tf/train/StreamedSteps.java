package org.ganforge.tf.train;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.ganforge.Gan;
import org.ganforge.data.ImageStream;
import org.ganforge.data.ImagesAhead;
import org.ganforge.internal.Seeds;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.tf.session.GraphSession;
import org.tensorflow.Operand;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Brings the images of a stream to the steps that take them. */
final class StreamedSteps implements AutoCloseable {
  private final GraphSession<GanGraph> session;
  private final boolean isSeparate;
  private final ImagesAhead turns;
  private final ImagesAhead checks;

  StreamedSteps(Gan gan, ImageStream images, GraphSession<GanGraph> session) {
    this.session = session;
    this.isSeparate = gan.plan().composition().isSeparate();
    long seed = gan.plan().seed();
    GanGraph graph = session.graph();
    this.turns =
        ImagesAhead.of(
            images, number -> indices(graph.turnImages(), number), Seeds.derive(seed, "turns"));
    // How many updates lie between two checks is not known before.
    this.checks =
        ImagesAhead.withoutLookingAhead(
            images, number -> indices(graph.checkImages(), number), Seeds.derive(seed, "checks"));
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
   * @param updates how many the discriminator has had before the step
   */
  Map<Operand<TUint8>, byte[]> images(List<StepKind> kinds, long updates) {
    List<Operand<TUint8>> places = session.graph().streamed(kinds);
    Map<Operand<TUint8>, byte[]> images = new LinkedHashMap<>();
    long done = updates;
    for (StepKind kind : kinds) {
      if (kind.takesReal()) {
        images.put(places.get(images.size()), batch(kind, done));
      }
      done += kind.updatesDiscriminator() ? 1 : 0;
    }
    return images;
  }

  private byte[] batch(StepKind kind, long updates) {
    return kind.updatesDiscriminator()
        ? turns.take(isSeparate ? Math.floorDiv(updates, 2L) : updates)
        : checks.take(updates);
  }

  /** Returns how long steps have waited for images, in all. */
  Duration waited() {
    return turns.waited().plus(checks.waited());
  }

  @Override
  public void close() {
    turns.close();
    checks.close();
  }
}
