package org.ganforge.tf.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.gradient.OwnGradients;
import org.ganforge.tf.graph.GraphBench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.IdentityN;
import org.tensorflow.types.TFloat32;

class DifferentiableConvolutionTest {
  private static final int BATCH = 2;

  private static final ConvolutionShape WHOLE =
      ConvolutionShape.of(TensorShape.of(5, 4, 3), Size2D.of(3, 2), Size2D.of(2), Padding.SAME, 4);

  /** Random numbers for a convolution. */
  private record Numbers(ConvolutionShape shape) {
    FloatTensor image() {
      return draw(
          1, TensorShape.of(BATCH, shape.rows().in(), shape.columns().in(), shape.channels()));
    }

    FloatTensor kernel() {
      int depth = shape.channels() / shape.groups();
      return draw(
          2, TensorShape.of(shape.rows().taps(), shape.columns().taps(), depth, shape.filters()));
    }

    FloatTensor output() {
      return draw(
          3, TensorShape.of(BATCH, shape.rows().out(), shape.columns().out(), shape.filters()));
    }

    FloatTensor left(Direction direction) {
      return direction == Direction.INPUT ? output() : image();
    }

    FloatTensor right(Direction direction) {
      return direction == Direction.KERNEL ? output() : kernel();
    }

    FloatTensor result(Direction direction) {
      return switch (direction) {
        case FORWARD -> output();
        case INPUT -> image();
        case KERNEL -> kernel();
      };
    }

    double[] truth(Direction direction) {
      return new ConvolutionOracle(shape, BATCH)
          .compute(direction, left(direction).toArray(), right(direction).toArray());
    }
  }

  /**
   * One without groups, one in groups, and depthwise ones with one and two filters for each
   * channel.
   */
  static Stream<Arguments> convolutions() {
    ConvolutionShape of4 =
        ConvolutionShape.of(
            TensorShape.of(5, 4, 4), Size2D.of(3, 2), Size2D.of(2), Padding.SAME, 8);
    ConvolutionShape eachOnce =
        ConvolutionShape.of(TensorShape.of(5, 4, 4), Size2D.of(3, 2), Size2D.of(2), Padding.SAME, 4)
            .inGroups(4);
    List<ConvolutionShape> shapes = List.of(WHOLE, of4.inGroups(2), of4.inGroups(4), eachOnce);
    return shapes.stream()
        .flatMap(
            shape ->
                Stream.of(FormTable.products(), FormTable.preferring("depthwise engine"))
                    .map(table -> Arguments.of(shape, table)));
  }

  private static FloatTensor draw(long seed, TensorShape shape) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return FloatTensor.of(shape, values);
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void theGradientsOfADirectionAreTheOthersInDoubleArithmetic(
      ConvolutionShape shape, FormTable table) {
    Numbers numbers = new Numbers(shape);
    for (Direction direction : Direction.values()) {
      try (GraphBench bench = new GraphBench()) {
        Operand<TFloat32> left = bench.constant(numbers.left(direction));
        Operand<TFloat32> right = bench.constant(numbers.right(direction));
        Operand<TFloat32> value =
            DifferentiableConvolution.of(bench.tf(), table, shape, direction, left, right);
        Operand<TFloat32> cotangent = bench.constant(numbers.result(direction));
        List<FloatTensor> gradients =
            bench.fetch(
                List.of(),
                bench.gradients(bench.weightedSum(value, cotangent), List.of(left, right)),
                Map.of());

        assertNear(
            gradients.get(0),
            numbers.truth(direction == Direction.INPUT ? Direction.FORWARD : Direction.INPUT));
        assertNear(
            gradients.get(1),
            numbers.truth(direction == Direction.KERNEL ? Direction.FORWARD : Direction.KERNEL));
      }
    }
  }

  /** As in a gradient penalty: the gradient of the image's gradient with respect to the kernel. */
  @ParameterizedTest
  @MethodSource("convolutions")
  void aGradientHasAGradient(ConvolutionShape shape, FormTable table) {
    Numbers numbers = new Numbers(shape);
    try (GraphBench bench = new GraphBench()) {
      Operand<TFloat32> image = bench.constant(numbers.image());
      Operand<TFloat32> kernel = bench.constant(numbers.kernel());
      Operand<TFloat32> value =
          DifferentiableConvolution.of(bench.tf(), table, shape, Direction.FORWARD, image, kernel);
      Operand<TFloat32> output = bench.constant(numbers.output());
      Operand<TFloat32> first =
          bench.gradients(bench.weightedSum(value, output), List.of(image)).get(0);
      Operand<TFloat32> second =
          bench
              .gradients(bench.weightedSum(first, bench.constant(numbers.image())), List.of(kernel))
              .get(0);

      assertNear(bench.fetch(second, Map.of()), numbers.truth(Direction.KERNEL));
    }
  }

  /** TensorFlow has no gradient for IdentityN, and other libraries may register theirs. */
  @Test
  void noGradientIsRegisteredForIdentityN() {
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
