package org.ganforge.tf.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.graph.GraphBench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.IdentityN;
import org.tensorflow.types.TFloat32;

class DifferentiableConvolutionTest {
  private static final int BATCH = 2;

  private static final ConvolutionShape SHAPE =
      ConvolutionShape.of(TensorShape.of(5, 4, 3), Size2D.of(3, 2), Size2D.of(2), Padding.SAME, 4);

  private static final FloatTensor IMAGE = draw(1, TensorShape.of(BATCH, 5, 4, 3));
  private static final FloatTensor KERNEL = draw(2, TensorShape.of(3, 2, 3, 4));
  private static final FloatTensor OUTPUT = draw(3, TensorShape.of(BATCH, 3, 2, 4));

  private static FloatTensor draw(long seed, TensorShape shape) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return FloatTensor.of(shape, values);
  }

  private static FloatTensor left(Direction direction) {
    return direction == Direction.INPUT ? OUTPUT : IMAGE;
  }

  private static FloatTensor right(Direction direction) {
    return direction == Direction.KERNEL ? OUTPUT : KERNEL;
  }

  private static FloatTensor result(Direction direction) {
    return switch (direction) {
      case FORWARD -> OUTPUT;
      case INPUT -> IMAGE;
      case KERNEL -> KERNEL;
    };
  }

  @ParameterizedTest
  @EnumSource
  void theGradientsOfADirectionAreTheOthersInDoubleArithmetic(Direction direction) {
    FloatTensor cotangent = result(direction);
    try (GraphBench bench = new GraphBench()) {
      Operand<TFloat32> left = bench.constant(left(direction));
      Operand<TFloat32> right = bench.constant(right(direction));
      Operand<TFloat32> value =
          DifferentiableConvolution.of(
              bench.tf(), FormTable.products(), SHAPE, direction, left, right);
      List<FloatTensor> gradients =
          bench.fetch(
              List.of(),
              bench.gradients(
                  bench.weightedSum(value, bench.constant(cotangent)), List.of(left, right)),
              Map.of());

      ConvolutionOracle oracle = new ConvolutionOracle(SHAPE, BATCH);
      double[] ofImage = oracle.compute(Direction.INPUT, OUTPUT.toArray(), KERNEL.toArray());
      double[] ofKernel = oracle.compute(Direction.KERNEL, IMAGE.toArray(), OUTPUT.toArray());
      double[] ofOutput = oracle.compute(Direction.FORWARD, IMAGE.toArray(), KERNEL.toArray());
      assertNear(gradients.get(0), direction == Direction.INPUT ? ofOutput : ofImage);
      assertNear(gradients.get(1), direction == Direction.KERNEL ? ofOutput : ofKernel);
    }
  }

  /** As a gradient penalty takes it: of the gradient of an image, with respect to the kernel. */
  @Test
  void aGradientHasAGradient() {
    try (GraphBench bench = new GraphBench()) {
      Operand<TFloat32> image = bench.constant(IMAGE);
      Operand<TFloat32> kernel = bench.constant(KERNEL);
      Operand<TFloat32> value =
          DifferentiableConvolution.of(
              bench.tf(), FormTable.products(), SHAPE, Direction.FORWARD, image, kernel);
      Operand<TFloat32> first =
          bench.gradients(bench.weightedSum(value, bench.constant(OUTPUT)), List.of(image)).get(0);
      Operand<TFloat32> second =
          bench.gradients(bench.weightedSum(first, bench.constant(IMAGE)), List.of(kernel)).get(0);

      ConvolutionOracle oracle = new ConvolutionOracle(SHAPE, BATCH);
      assertNear(
          bench.fetch(second, Map.of()),
          oracle.compute(Direction.KERNEL, IMAGE.toArray(), OUTPUT.toArray()));
    }
  }

  /** TensorFlow itself has no gradient of an IdentityN, and other libraries may bring theirs. */
  @Test
  void anIdentityOfOthersIsLeftToOthers() {
    FloatTensor one = FloatTensor.of(TensorShape.of(2), new float[] {3, 4});
    try (GraphBench bench = new GraphBench()) {
      Ops tf = bench.tf();
      assertThat(OwnGradients.areTaken()).isTrue();
      Operand<TFloat32> x = bench.batchLike(one);
      IdentityN both = tf.identityN(List.of(x, tf.math.mul(x, x)));
      Operand<TFloat32> square = both.output().get(1).expect(TFloat32.class);
      Operand<TFloat32> loss = bench.weightedSum(square, tf.constant(new float[] {1, 1}));

      assertThatThrownBy(() -> bench.gradients(loss, List.of(x)))
          .isInstanceOf(TensorFlowException.class)
          .hasMessageStartingWith("No gradient defined for op: IdentityN.");
      assertThat(
              TensorFlow.registerCustomGradient(IdentityN.OP_NAME, (ops, op, dy) -> twice(ops, dy)))
          .isTrue();
      FloatTensor gradient =
          bench.fetch(List.of(), bench.gradients(loss, List.of(x)), Map.of(x, one)).get(0);
      assertThat(gradient.toArray()).containsExactly(12, 16);
    }
  }

  private static List<Operand<?>> twice(Ops tf, List<Output<?>> gradients) {
    Operand<TFloat32> second = gradients.get(1).expect(TFloat32.class);
    return List.of(gradients.get(0), tf.math.mul(second, tf.constant(2f)));
  }

  private static void assertNear(FloatTensor actual, double[] expected) {
    assertThat(actual.shape().size()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual.get(i)).isCloseTo(expected[i], Offset.offset(1e-5));
    }
  }
}
