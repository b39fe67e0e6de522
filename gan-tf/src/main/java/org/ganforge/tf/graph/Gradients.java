package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/** Adds the gradients of a loss to the graph. */
final class Gradients {
  private Gradients() {}

  /**
   * Returns the gradient of {@code loss} with respect to each of {@code values}.
   *
   * @param name the scope of the new operations, unique in the graph
   */
  static List<Operand<TFloat32>> of(
      Graph graph, String name, Operand<TFloat32> loss, List<? extends Operand<TFloat32>> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    Output<?>[] x = values.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.addGradients(name, new Output<?>[] {loss.asOutput()}, x, null);
    List<Operand<TFloat32>> typed = new ArrayList<>();
    for (Output<?> gradient : gradients) {
      typed.add(gradient.expect(TFloat32.class));
    }
    return typed;
  }
}
