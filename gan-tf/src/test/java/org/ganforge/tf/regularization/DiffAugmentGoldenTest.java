package org.ganforge.tf.regularization;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.graph.GraphBench;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The changes of given draws: values, gradients, and gradients of gradients. */
class DiffAugmentGoldenTest {
  @GoldenTest("augmentation")
  void augmentation(GoldenCase golden) {
    Fields fields = golden.fields();
    FloatTensor images = fields.tensor("images");
    TensorShape image = new TensorShape(images.shape().dims().subList(1, 4));
    try (GraphBench bench = new GraphBench()) {
      Ops tf = bench.tf();
      Operand<TFloat32> input = bench.batchLike(images);
      Operand<TFloat32> kernel = bench.constant(fields.tensor("kernel"));
      Operand<TFloat32> output = changed(bench, fields, new ChangedImages(tf, image), input);
      Operand<TFloat32> loss =
          bench.weightedSum(output, bench.constant(fields.tensor("output_cotangent")));
      Operand<TFloat32> gradient = bench.gradients(loss, List.of(input)).get(0);
      Operand<TFloat32> penalty = penalty(bench, input, output, kernel, image.size());
      Operand<TFloat32> ofKernel = bench.gradients(penalty, List.of(kernel)).get(0);
      List<FloatTensor> found =
          bench.fetch(
              List.of(), List.of(output, gradient, penalty, ofKernel), Map.of(input, images));
      golden.check("output", fields.tensor("output"), found.get(0));
      golden.check("input_gradient", fields.tensor("input_gradient"), found.get(1));
      golden.check("penalty", fields.number("penalty"), found.get(2).get(0));
      golden.check("kernel_gradient", fields.tensor("kernel_gradient"), found.get(3));
    }
    golden.requireUnderstood();
  }

  private static Operand<TFloat32> changed(
      GraphBench bench, Fields fields, ChangedImages changes, Operand<TFloat32> images) {
    Map<String, FloatTensor> draws = fields.tensors("draws");
    return switch (fields.text("change")) {
      case "color" ->
          changes.color(
              images,
              drawn(bench, draws, "added"),
              drawn(bench, draws, "saturation"),
              drawn(bench, draws, "contrast"));
      case "translation" ->
          changes.translated(images, whole(bench, draws, "rows"), whole(bench, draws, "columns"));
      case "cutout" ->
          changes.cut(
              images,
              whole(bench, draws, "rows"),
              whole(bench, draws, "columns"),
              bench.tf().fill(changes.oneEach(images), bench.tf().constant(1f)));
      default -> throw new AssertionError(fields.text("change"));
    };
  }

  private static Operand<TFloat32> drawn(
      GraphBench bench, Map<String, FloatTensor> draws, String name) {
    return bench.constant(requireNonNull(draws.get(name)));
  }

  private static Operand<TInt64> whole(
      GraphBench bench, Map<String, FloatTensor> draws, String name) {
    return bench.tf().dtypes.cast(drawn(bench, draws, name), TInt64.class);
  }

  /** Returns the squared norm of the slopes of {@code tanh(output . kernel)}. */
  private static Operand<TFloat32> penalty(
      GraphBench bench,
      Operand<TFloat32> input,
      Operand<TFloat32> output,
      Operand<TFloat32> kernel,
      int size) {
    Ops tf = bench.tf();
    Operand<TFloat32> rows = tf.reshape(output, tf.constant(new int[] {-1, size}));
    Operand<TFloat32> product = tf.linalg.matMul(rows, kernel);
    // By exponentials, since TensorFlow cannot differentiate the gradient of tanh: tanh x = 1 - 2 /
    // (e^2x + 1).
    Operand<TFloat32> power = tf.math.exp(tf.math.mul(product, tf.constant(2f)));
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> tanh =
        tf.math.sub(one, tf.math.div(tf.constant(2f), tf.math.add(power, one)));
    Operand<TFloat32> scores = bench.weightedSum(tanh, tf.constant(1f));
    Operand<TFloat32> slopes = bench.gradients(scores, List.of(input)).get(0);
    return bench.weightedSum(slopes, slopes);
  }
}
