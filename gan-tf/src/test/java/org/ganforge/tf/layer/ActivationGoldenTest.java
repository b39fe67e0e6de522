package org.ganforge.tf.layer;

import java.util.List;
import java.util.Map;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.graph.GraphBench;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every activation function's value and gradient. */
class ActivationGoldenTest {
  @GoldenTest("activation")
  void activation(GoldenCase golden) {
    Fields fields = golden.fields();
    FloatTensor values = fields.tensor("input");
    ActivationFunction function = fields.spec("activation", ActivationFunction.class);
    try (GraphBench bench = new GraphBench()) {
      Operand<TFloat32> input = bench.batchLike(values);
      // A fed operand cannot be fetched, and linear returns it unchanged.
      Operand<TFloat32> output =
          bench.tf().identity(Activations.apply(bench.tf(), function, input));
      Operand<TFloat32> loss =
          bench.weightedSum(output, bench.constant(fields.tensor("output_cotangent")));
      Operand<TFloat32> gradient = bench.gradients(loss, List.of(input)).get(0);
      List<FloatTensor> results =
          bench.fetch(List.of(), List.of(output, gradient), Map.of(input, values));
      golden.check("output", fields.tensor("output"), results.get(0));
      golden.check("input_gradient", fields.tensor("input_gradient"), results.get(1));
    }
    golden.requireUnderstood();
  }
}
