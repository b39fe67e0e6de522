package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.ganforge.train.BatchOrder;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt64;

class BatchIndicesTest {
  @Test
  void sequentialOrderStartsAgainAfterTheLastWholeBatch() {
    assertThat(batches(11, 1, BatchOrder.SEQUENTIAL, 4, 3))
        .containsExactly(List.of(0L, 1L, 2L, 3L), List.of(4L, 5L, 6L, 7L), List.of(0L, 1L, 2L, 3L));
  }

  @Test
  void aShuffledEpochTakesEveryExampleOnce() {
    List<Long> epoch = join(batches(12, 1, BatchOrder.SHUFFLED, 4, 3));

    assertThat(epoch).containsExactlyInAnyOrderElementsOf(LongStream.range(0, 12).boxed().toList());
    assertThat(epoch).isNotEqualTo(LongStream.range(0, 12).boxed().toList());
  }

  @Test
  void everyShuffledEpochHasItsOwnOrder() {
    List<List<Long>> batches = batches(12, 1, BatchOrder.SHUFFLED, 4, 6);

    assertThat(join(batches.subList(3, 6)))
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 12).boxed().toList())
        .isNotEqualTo(join(batches.subList(0, 3)));
  }

  @Test
  void theSeedDecidesTheOrder() {
    assertThat(batches(50, 1, BatchOrder.SHUFFLED, 10, 5))
        .isEqualTo(batches(50, 1, BatchOrder.SHUFFLED, 10, 5))
        .isNotEqualTo(batches(50, 2, BatchOrder.SHUFFLED, 10, 5));
  }

  @Test
  void randomOrderDrawsFromAllWithReplacement() {
    List<Long> drawn = join(batches(5, 3, BatchOrder.RANDOM, 100, 2));

    assertThat(drawn).hasSize(200).containsOnly(0L, 1L, 2L, 3L, 4L).contains(0L, 1L, 2L, 3L, 4L);
    assertThat(drawn.subList(0, 100)).isNotEqualTo(drawn.subList(100, 200));
  }

  private static List<Long> join(List<List<Long>> batches) {
    return batches.stream().flatMap(List::stream).toList();
  }

  private static List<List<Long>> batches(
      int count, long seed, BatchOrder order, int batch, int turns) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt64> turn = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
      Operand<TInt64> indices = new BatchIndices(count, seed).next(tf, order, batch, turn);
      List<List<Long>> batches = new ArrayList<>();
      for (long t = 0; t < turns; t++) {
        try (TInt64 number = TInt64.scalarOf(t);
            Result result = session.runner().feed(turn, number).fetch(indices).run()) {
          List<Long> values = new ArrayList<>();
          ((TInt64) result.get(0)).scalars().forEach(value -> values.add(value.getLong()));
          batches.add(values);
        }
      }
      return batches;
    }
  }
}
