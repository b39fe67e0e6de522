package org.ganforge.tf.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.graph.GraphBench;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.IdentityN;
import org.tensorflow.types.TFloat32;

class BatchProductTest {
  /** [2, 3, 4, 5] x [2, 1, 5, 6], whose gradients TensorFlow knows as those of a plain product. */
  @Test
  void hasTheGradientsOfTensorFlowsOwnProduct() {
    SplittableRandom random = new SplittableRandom(1);
    FloatTensor left = draw(random, TensorShape.of(2, 3, 4, 5));
    FloatTensor right = draw(random, TensorShape.of(2, 1, 5, 6));
    FloatTensor weights = draw(random, TensorShape.of(2, 3, 4, 6));
    try (GraphBench bench = new GraphBench()) {
      Operand<TFloat32> a = bench.batchLike(left);
      Operand<TFloat32> b = bench.batchLike(right);
      Operand<TFloat32> own = BatchProduct.ofShared(bench.tf(), a, b, 1);
      Operand<TFloat32> plain = bench.tf().train.batchMatMul(a, b, TFloat32.class);

      List<FloatTensor> values =
          bench.fetch(
              List.of(),
              Stream.of(own, plain)
                  .flatMap(
                      product ->
                          Stream.concat(
                              Stream.of(product),
                              bench
                                  .gradients(
                                      bench.weightedSum(product, bench.constant(weights)),
                                      List.of(a, b))
                                  .stream()))
                  .toList(),
              Map.of(a, left, b, right));

      for (int i = 0; i < 3; i++) {
        assertThat(values.get(i).shape()).isEqualTo(values.get(i + 3).shape());
        assertThat(values.get(i).toArray())
            .usingComparatorWithPrecision(1e-5f)
            .containsExactly(values.get(i + 3).toArray());
      }
    }
  }

  @Test
  void leavesAnotherIdentityItsOrdinaryGradient() {
    FloatTensor one = FloatTensor.of(TensorShape.of(2), new float[] {3, 4});
    try (GraphBench bench = new GraphBench()) {
      Ops tf = bench.tf();
      BatchProduct.of(
          tf, tf.constant(new float[][][] {{{1}}}), tf.constant(new float[][][] {{{1}}}));
      Operand<TFloat32> x = bench.batchLike(one);
      IdentityN both = tf.identityN(List.of(x, tf.math.mul(x, x)));
      Operand<TFloat32> square = both.output().get(1).expect(TFloat32.class);
      Operand<TFloat32> loss = bench.weightedSum(square, tf.constant(new float[] {1, 1}));

      FloatTensor gradient =
          bench.fetch(List.of(), bench.gradients(loss, List.of(x)), Map.of(x, one)).get(0);

      assertThat(gradient.toArray()).containsExactly(6, 8);
    }
  }

  private static FloatTensor draw(SplittableRandom random, TensorShape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return FloatTensor.of(shape, values);
  }
}
