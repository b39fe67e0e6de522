package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ganforge.Gan;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.distributed.Replica;
import org.ganforge.tf.noise.Rows;
import org.ganforge.train.BatchOrder;
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
  private final StreamOrder order;
  private final List<Operand<TUint8>> made = new ArrayList<>();

  /**
   * Makes the operations that choose the images of a batch and, if labels are taken, the variable
   * {@code data/labels}.
   *
   * @param count how many images there are
   * @param local the replicas of this process
   */
  StreamBatches(Ops tf, Gan gan, int count, List<Replica> local) {
    Replica first = local.get(0);
    this.shape = gan.generator().outputShape();
    this.range = gan.data().range();
    this.labels =
        gan.classes() > 0
            ? new DatasetVariable(tf, "data/labels", count, LabelBytes.SIZE, first)
            : null;
    this.indices = new BatchIndices(count, gan.plan().seed(), Rows.of(first));
    this.order = StreamOrder.of(tf, gan, indices, local);
  }

  private StreamBatches(StreamBatches first, Replica replica) {
    this.shape = first.shape;
    this.range = first.range;
    this.labels = first.labels;
    this.indices = first.indices.of(replica);
    this.order = first.order;
  }

  @Override
  public StreamBatches of(Replica other) {
    return new StreamBatches(this, other);
  }

  /** Returns which images this process takes. */
  StreamOrder order() {
    return order;
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
    int share = indices.rows().replica().share(batch);
    Placeholder<TUint8> bytes =
        tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(share, shape.size())));
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
