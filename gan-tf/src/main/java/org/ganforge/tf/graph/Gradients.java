package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Adds the gradients of a loss to the graph. */
final class Gradients {
  private Gradients() {}

  /**
   * Returns the gradient of {@code loss} with respect to each of {@code values}.
   *
   * @param scale the value that the gradient of the loss itself starts with; the results are
   *     divided by it; a power of two
   * @param name the scope of the new operations, unique in the graph
   */
  static List<Operand<TFloat32>> of(
      Graph graph,
      Ops tf,
      float scale,
      String name,
      Operand<TFloat32> loss,
      List<? extends Operand<TFloat32>> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    Output<?>[] x = values.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    // TensorFlow's default first gradient, OnesLike, cannot be differentiated, as penalties need.
    Output<?>[] first = {tf.constant(scale).asOutput()};
    Output<?>[] gradients = graph.addGradients(name, new Output<?>[] {loss.asOutput()}, x, first);
    List<Operand<TFloat32>> typed = new ArrayList<>();
    for (Output<?> gradient : gradients) {
      Operand<TFloat32> scaled = gradient.expect(TFloat32.class);
      typed.add(scale == 1 ? scaled : tf.math.mul(scaled, tf.constant(1 / scale)));
    }
    return typed;
  }
}
