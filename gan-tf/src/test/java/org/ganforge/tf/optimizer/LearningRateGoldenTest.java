package org.ganforge.tf.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.LearningRate;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.graph.GraphBench;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The learning rate of any update, against Keras' schedules. */
class LearningRateGoldenTest {
  @GoldenTest("learning_rate")
  void learningRate(GoldenCase golden) {
    Fields fields = golden.fields();
    LearningRate rate = fields.spec("learning_rate", LearningRate.class);
    List<Double> updates = fields.numbers("updates");
    FloatTensor expected = fields.tensor("rates");
    try (GraphBench bench = new GraphBench()) {
      Operand<TFloat32> done = bench.place(TensorShape.of(1));
      Operand<TFloat32> compiled = LearningRateRules.compile(bench.tf(), rate, done);
      for (int i = 0; i < updates.size(); i++) {
        FloatTensor update =
            FloatTensor.wrap(TensorShape.of(1), new float[] {updates.get(i).floatValue()});
        FloatTensor found = bench.fetch(List.of(), List.of(compiled), Map.of(done, update)).get(0);
        FloatTensor wanted =
            FloatTensor.wrap(TensorShape.of(1), new float[] {expected.toArray()[i]});
        golden.check("rate of update " + updates.get(i), wanted, found);
        assertThat(rate.at(updates.get(i).longValue()))
            .isCloseTo(expected.toArray()[i], within(1e-6 * rate.largest()));
      }
    }
    golden.requireUnderstood();
  }
}
