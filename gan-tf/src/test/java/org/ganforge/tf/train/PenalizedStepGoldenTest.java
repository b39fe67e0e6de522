package org.ganforge.tf.train;

import java.util.Map;
import java.util.Objects;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.layer.FloatTensor;
import org.ganforge.objective.Objective;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.Penalty;
import org.ganforge.regularization.WeightClipping;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;

/** An update of each network under every objective, with penalties: losses and gradients. */
class PenalizedStepGoldenTest {
  @GoldenTest("step")
  void step(GoldenCase golden) {
    Fields fields = golden.fields();
    Map<String, FloatTensor> weights = fields.tensors("weights");
    Batch real = Batch.of(fields.tensor("real"));
    Batch noise = Batch.of(fields.tensor("noise"));
    Gan gan = gan(fields);
    try (var trainer = TensorFlowBackend.of().open(gan)) {
      trainer.setWeights(weights);
      double loss = trainer.updateDiscriminator(real, noise).loss();
      golden.check("critic_loss", fields.number("critic_loss"), loss);
      checkGradients(golden, "critic_gradients", weights, trainer.weights());
      trainer.setWeights(weights);
      Batch compared = gan.objective().isRelativistic() ? real : null;
      golden.check(
          "generator_loss",
          fields.number("generator_loss"),
          trainer.updateGenerator(compared, noise).loss());
      checkGradients(golden, "generator_gradients", weights, trainer.weights());
    }
    golden.requireUnderstood();
  }

  private static Gan gan(Fields fields) {
    return Gan.of(
            "step",
            fields.spec("generator", Sequential.class),
            fields.spec("critic", Sequential.class))
        .withPenalties(fields.spec("r1", Penalty.class), fields.spec("r2", Penalty.class))
        .withRegularization(WeightClipping.of().withLimit(1e9)) // Wasserstein needs a bound
        .withObjective(fields.spec("objective", Objective.class))
        .withGeneratorOptimizer(SGD.of(1))
        .withDiscriminatorOptimizer(SGD.of(1));
  }

  /** At a learning rate of 1, the weights move by their gradients. */
  private static void checkGradients(
      GoldenCase golden,
      String name,
      Map<String, FloatTensor> before,
      Map<String, FloatTensor> after) {
    golden
        .fields()
        .tensors(name)
        .forEach(
            (weight, gradient) -> {
              FloatTensor from = Objects.requireNonNull(before.get(weight));
              FloatTensor to = Objects.requireNonNull(after.get(weight));
              float[] moved = new float[from.shape().size()];
              for (int i = 0; i < moved.length; i++) {
                moved[i] = from.get(i) - to.get(i);
              }
              golden.check(name + " " + weight, gradient, FloatTensor.wrap(from.shape(), moved));
            });
  }
}
