package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ganforge.Gan;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * The images of a stream, whose bytes are fed batch by batch. The graph chooses the images of a
 * batch as for a data set in memory, so both give identical results. The labels are in the graph.
 */
final class StreamBatches implements RealBatches {
  private final @Nullable DatasetVariable labels;
  private final BatchIndices indices;
  private final TensorShape shape;
  private final ValueRange range;
  private final GanGraph.CountedIndices turns;
  private final GanGraph.CountedIndices generatorTurns;
  private final GanGraph.CountedIndices checks;
  private final List<Operand<TUint8>> made = new ArrayList<>();

  /**
   * Makes the operations that choose the images of a batch and, if labels are taken, the variable
   * {@code data/labels}.
   *
   * @param count how many images there are
   */
  StreamBatches(Ops tf, Gan gan, int count) {
    this.shape = gan.generator().outputShape();
    this.range = gan.data().range();
    this.labels =
        gan.classes() > 0 ? new DatasetVariable(tf, "data/labels", count, LabelBytes.SIZE) : null;
    this.indices = new BatchIndices(count, gan.plan().seed());
    StepInputs sizes = new StepInputs(gan, null);
    this.turns = turns(tf, indices, gan.plan(), gan.plan().realCount());
    this.generatorTurns = turns(tf, indices, gan.plan(), gan.plan().batchSize());
    Placeholder<TInt64> check = number(tf);
    this.checks =
        new GanGraph.CountedIndices(
            check,
            indices.random(tf, StepInputs.VALIDATION_IMAGES, sizes.validationRealCount(), check));
  }

  private static GanGraph.CountedIndices turns(
      Ops tf, BatchIndices order, TrainingPlan plan, int batch) {
    Placeholder<TInt64> turn = number(tf);
    return new GanGraph.CountedIndices(turn, order.next(tf, plan.order(), batch, turn));
  }

  private static Placeholder<TInt64> number(Ops tf) {
    return tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
  }

  /** Returns the images of each turn of the discriminator. */
  GanGraph.CountedIndices turns() {
    return turns;
  }

  /** Returns the images of each update of the generator, if it takes any. */
  GanGraph.CountedIndices generatorTurns() {
    return generatorTurns;
  }

  /** Returns the images of each check. */
  GanGraph.CountedIndices checks() {
    return checks;
  }

  @Override
  public RealBatch next(Ops tf, BatchOrder order, int batch, Operand<TInt64> turn) {
    return fed(tf, batch, () -> indices.next(tf, order, batch, turn));
  }

  @Override
  public RealBatch random(Ops tf, String name, int batch, Operand<TInt64> counter) {
    return fed(tf, batch, () -> indices.random(tf, name, batch, counter));
  }

  private RealBatch fed(Ops tf, int batch, Supplier<Operand<TInt64>> chosen) {
    Placeholder<TUint8> bytes =
        tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(batch, shape.size())));
    made.add(bytes);
    Operand<TFloat32> images = ImageBatches.numbers(tf, bytes, shape, range);
    return new RealBatch(
        images, labels == null ? null : LabelBytes.numbers(tf, labels.rows(tf, chosen.get())));
  }

  @Override
  public @Nullable DatasetVariable labels() {
    return labels;
  }

  /** Returns the operands for bytes that were made since the last call, in order. */
  List<Operand<TUint8>> takeMade() {
    List<Operand<TUint8>> all = List.copyOf(made);
    made.clear();
    return all;
  }
}
