package org.ganforge.tf.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.tf.distributed.Replica;
import org.ganforge.tf.graph.GraphBench;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** What replicas draw against the rows of what one draws, to the bit. */
class RowsTest {
  private static final long SEED = 1234567890123L;

  /** Draws numbers of a shape, as floats. */
  private interface Draw {
    Operand<TFloat32> of(Ops tf, Rows rows, int... shape);
  }

  static Stream<Arguments> draws() {
    return Stream.of(
        Arguments.of(
            "uniform", (Draw) (tf, rows, shape) -> rows.uniform(tf, of(tf, shape), seed(tf))),
        Arguments.of(
            "normal", (Draw) (tf, rows, shape) -> rows.normal(tf, of(tf, shape), seed(tf))),
        Arguments.of(
            "integers",
            (Draw)
                (tf, rows, shape) ->
                    tf.dtypes.cast(
                        rows.integers(
                            tf, of(tf, shape), seed(tf), tf.constant(-7L), tf.constant(100_000L)),
                        TFloat32.class)),
        Arguments.of(
            "bits",
            (Draw)
                (tf, rows, shape) ->
                    tf.bitcast(
                        tf.bitwise.bitwiseAnd(
                            rows.bits(tf, of(tf, shape), seed(tf)),
                            tf.constant(0x3fffffff3fffffffL)),
                        TFloat32.class)));
  }

  private static Operand<TInt32> of(Ops tf, int... shape) {
    return tf.constant(shape);
  }

  private static Operand<TInt64> seed(Ops tf) {
    return tf.constant(new long[] {SEED, 42});
  }

  private static float[] drawn(Draw draw, Replica replica, int front, int... shape) {
    try (GraphBench bench = new GraphBench()) {
      Ops tf = bench.tf();
      Rows rows = Rows.of(replica).joined(() -> front == 0 ? null : tf.constant(new int[] {front}));
      return bench.fetch(List.of(), List.of(draw.of(tf, rows, shape)), Map.of()).get(0).toArray();
    }
  }

  /** Rows of 5 and 3 numbers begin anywhere within the groups that the generator makes. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("draws")
  void replicasDrawTheRowsOfTheJointBatch(String what, Draw draw) {
    for (int width : new int[] {1, 3, 4, 5, 64}) {
      float[] all = drawn(draw, Replica.alone(), 0, 12, width);
      int row = all.length / 12;
      for (int count : new int[] {2, 3, 4}) {
        for (int rank = 0; rank < count; rank++) {
          int share = 12 / count;
          assertThat(drawn(draw, new Replica(rank, count, null), 0, share, width))
              .isEqualTo(part(all, rank * share * row, share * row));
        }
      }
    }
  }

  /** A joint batch of 8 real images and 4 generated ones. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("draws")
  void theRealImagesOfAllReplicasAreAtTheFrontOfTheJointBatch(String what, Draw draw) {
    float[] all = drawn(draw, Replica.alone(), 0, 12, 3);
    int row = all.length / 12;
    for (int rank = 0; rank < 4; rank++) {
      float[] mine = drawn(draw, new Replica(rank, 4, null), 2, 3, 3);
      assertThat(part(mine, 0, 2 * row)).isEqualTo(part(all, 2 * rank * row, 2 * row));
      assertThat(part(mine, 2 * row, row)).isEqualTo(part(all, (8 + rank) * row, row));
    }
  }

  private static float[] part(float[] all, int from, int count) {
    return Arrays.copyOfRange(all, from, from + count);
  }
}
