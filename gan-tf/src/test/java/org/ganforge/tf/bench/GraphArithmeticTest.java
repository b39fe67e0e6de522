package org.ganforge.tf.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.data.ImageDataset;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.graph.GraphBench;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The count against numbers computed by hand. */
class GraphArithmeticTest {
  private static final int BATCH = 6;
  private static final int[] IMAGE = {BATCH, 5, 4, 3};

  /** An operation of an input and a kernel. */
  private interface Product {
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel);
  }

  /** Counts a product, then the same with the gradients of its input and kernel. */
  private static void assertCount(
      int[] input, int[] kernel, Product product, long needed, long padded) {
    try (GraphBench bench = new GraphBench()) {
      Ops tf = bench.tf();
      Operand<TFloat32> in = ones(tf, input);
      Operand<TFloat32> weights = ones(tf, kernel);
      Operand<TFloat32> out = product.of(tf, in, weights);
      Operand<TFloat32> loss = bench.weightedSum(out, out);
      List<Op> gradients = List.copyOf(bench.gradients(loss, List.of(in, weights)));
      Graph graph = (Graph) tf.scope().env();

      assertThat(GraphArithmetic.count(graph, List.of(out)))
          .isEqualTo(new Arithmetic(needed, padded));
      // The gradients of input and kernel each compute the same products once.
      assertThat(GraphArithmetic.count(graph, gradients))
          .isEqualTo(new Arithmetic(3 * needed, 3 * padded));
    }
  }

  private static Operand<TFloat32> ones(Ops tf, int... dims) {
    return tf.fill(tf.constant(dims), tf.constant(1f));
  }

  private static Product convolution(long stride, String padding) {
    return (tf, input, kernel) ->
        tf.nn.conv2d(input, kernel, List.of(1L, stride, stride, 1L), padding);
  }

  @Test
  void aDenseLayerMultipliesEveryInputWithEveryUnit() {
    long flops = 2L * BATCH * 7 * 11;
    assertCount(
        new int[] {BATCH, 7},
        new int[] {7, 11},
        (tf, input, kernel) -> tf.linalg.matMul(input, kernel),
        flops,
        flops);
  }

  @Test
  void aValidConvolutionMultipliesNoPadding() {
    // 3 x 2 positions of 3 x 3 taps.
    long flops = 2L * BATCH * 3 * 2 * 9 * 3 * 8;
    assertCount(IMAGE, new int[] {3, 3, 3, 8}, convolution(1, "VALID"), flops, flops);
  }

  @Test
  void aSameConvolutionMultipliesZerosAtTheBorder() {
    // 5 x 4 positions; of three taps on five pixels 2 + 3 + 3 + 3 + 2 meet one, on four 10.
    assertCount(
        IMAGE,
        new int[] {3, 3, 3, 8},
        convolution(1, "SAME"),
        2L * BATCH * 13 * 10 * 3 * 8,
        2L * BATCH * 15 * 12 * 3 * 8);
  }

  @Test
  void aStridedConvolutionPadsAsTensorFlowDoes() {
    // 5 pixels: 3 positions from -1 on, taps 2 + 3 + 2; 4 pixels: 2 positions from 0 on, taps 3 +
    // 2.
    assertCount(
        IMAGE,
        new int[] {3, 3, 3, 8},
        convolution(2, "SAME"),
        2L * BATCH * 7 * 5 * 3 * 8,
        2L * BATCH * 9 * 6 * 3 * 8);
  }

  @Test
  void aTransposedConvolutionIsTheGradientOfAnother() {
    // From [5, 4] to [10, 8]: five positions from -1 on over ten pixels, taps 3 + 4 + 4 + 4 + 3,
    // and four over eight, 3 + 4 + 4 + 3.
    assertCount(
        IMAGE,
        new int[] {4, 4, 8, 3},
        (tf, input, kernel) ->
            tf.nn.conv2dBackpropInput(
                tf.constant(new int[] {BATCH, 10, 8, 8}),
                kernel,
                input,
                List.of(1L, 2L, 2L, 1L),
                "SAME"),
        2L * BATCH * 18 * 14 * 3 * 8,
        2L * BATCH * 20 * 16 * 3 * 8);
  }

  @Test
  void aDepthwiseConvolutionMultipliesWithinItsChannel() {
    long flops = 2L * BATCH * 3 * 2 * 9 * 3 * 2;
    assertCount(
        IMAGE,
        new int[] {3, 3, 3, 2},
        (tf, input, kernel) ->
            tf.nn.depthwiseConv2dNative(input, kernel, List.of(1L, 1L, 1L, 1L), "VALID"),
        flops,
        flops);
  }

  @Test
  void aBatchOfProductsCountsEachOfThem() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Op product = tf.train.batchMatMul(ones(tf, 5, 2, 3), ones(tf, 5, 3, 7), TFloat32.class);

      assertThat(GraphArithmetic.count(graph, List.of(product)))
          .isEqualTo(new Arithmetic(2 * 5 * 2 * 3 * 7, 2 * 5 * 2 * 3 * 7));
    }
  }

  @Test
  void refusesASizeKnownOnlyAtRunTime() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> fed = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
      Op product = tf.linalg.matMul(fed, ones(tf, 3, 2));

      assertThatThrownBy(() -> GraphArithmetic.count(graph, List.of(product)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("MatMul MatMul: its sizes are not known: [-1, 3]");
    }
  }

  /**
   * Per image, let g be the generator's products and d the discriminator's. The discriminator's
   * turn takes g, then 2 d forward and 2 (2 d) backward, less the gradient of its images. The
   * generator's takes g + d forward, then backward 2 d less the discriminator's kernels, and 2 g
   * less the gradient of the noise.
   */
  @Test
  void anIterationIsTheSumOfBothTurns() {
    Gan gan = dense();
    ImageDataset images = ImageDataset.of("grey", TensorShape.of(4, 4, 1), new byte[64 * 16]);

    Arithmetic counted =
        Arithmetic.ofIteration(gan, images, Rewrites.of(FormTable.preferring("engine")));

    long generator = 2L * BATCH * 3 * 16;
    long discriminator = 2L * BATCH * 16;
    long turn = generator + 2 * discriminator + 2 * discriminator;
    long update = generator + discriminator + discriminator + generator;
    assertThat(counted.needed()).isEqualTo(turn + update);
    assertThat(counted.padded()).isEqualTo(counted.needed());
  }

  @Test
  void aFoldedConvolutionNeedsFewerProducts() {
    Sequential generator =
        Sequential.builder("generator")
            .input(2)
            .add(Dense.of(32))
            .add(Reshape.of(4, 4, 2))
            .add(UpSampling2D.of())
            .add(Conv2D.of(1, 5).withPadding(Padding.SAME))
            .build();
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(8, 8, 1)
            .add(Flatten.of())
            .add(Dense.of(1))
            .build();
    Gan gan =
        Gan.of("folded", generator, discriminator).withPlan(TrainingPlan.of().withBatchSize(BATCH));
    ImageDataset images = ImageDataset.of("grey", TensorShape.of(8, 8, 1), new byte[64 * 64]);

    long plain = Arithmetic.ofIteration(gan, images, Rewrites.of(FormTable.plain())).padded();
    long folded =
        Arithmetic.ofIteration(gan, images, Rewrites.of(FormTable.preferring("engine"))).padded();

    // Forward twice and both gradients: 25 taps on 8 x 8 pixels become 9 on 4 x 4 with 4 maps.
    long saved = 4 * (2L * BATCH * 2 * (64 * 25 - 16 * 9 * 4));
    // A kernel of 25 taps and 2 channels is folded into 9 taps with 4 maps, and a bias repeated 4
    // times: twice forward, and once backward.
    long folding = 3 * (2L * 36 * 25 * 2 + 2L * 4);
    assertThat(plain - folded).isEqualTo(saved - folding);
  }

  private static Gan dense() {
    Sequential generator = Sequential.builder("generator").input(3).add(Dense.of(16)).build();
    Sequential discriminator =
        Sequential.builder("discriminator").input(16).add(Dense.of(1)).build();
    return Gan.of("dense", generator, discriminator)
        .withPlan(TrainingPlan.of().withBatchSize(BATCH));
  }
}
