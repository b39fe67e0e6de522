package org.ganforge;

import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;

/**
 * A batch in a random order.
 *
 * @param order the index of each example in the original batch
 * @param batch the examples in that order
 */
record ShuffledBatch(List<Integer> order, Batch batch) {
  /** Sorts by independent 64-bit keys, so that the order is the same on every Java. */
  static ShuffledBatch of(Batch batch, long seed) {
    List<Integer> order =
        IntStream.range(0, batch.values().count())
            .boxed()
            .sorted((a, b) -> Long.compare(key(seed, a), key(seed, b)))
            .toList();
    FloatTensor labels = batch.labels();
    return new ShuffledBatch(
        order,
        new Batch(taken(batch.values(), order), labels == null ? null : taken(labels, order)));
  }

  private static long key(long seed, int index) {
    return Seeds.derive(seed, "shuffled " + index);
  }

  private static FloatTensor taken(FloatTensor rows, List<Integer> order) {
    float[] values = new float[rows.shape().size()];
    int size = values.length / rows.count();
    for (int i = 0; i < order.size(); i++) {
      System.arraycopy(rows.example(order.get(i)).toArray(), 0, values, i * size, size);
    }
    return FloatTensor.wrap(rows.shape(), values);
  }

  /** Returns rows, one for each example in this order, in the original order. */
  FloatTensor restored(FloatTensor rows) {
    Integer[] back = new Integer[order.size()];
    for (int i = 0; i < back.length; i++) {
      back[order.get(i)] = i;
    }
    return taken(rows, List.of(back));
  }
}
