package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.Model;
import org.ganforge.layer.FloatTensor;
import org.ganforge.objective.AuxiliaryLoss;
import org.ganforge.optimizer.SGD;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.train.BatchMetrics;

/** An update of each network of a GAN with an auxiliary classifier: losses and gradients. */
class AuxiliaryGoldenTest {
  @GoldenTest("auxiliary")
  void step(GoldenCase golden) {
    Fields fields = golden.fields();
    Map<String, FloatTensor> weights = fields.tensors("weights");
    Batch real = Batch.of(fields.tensor("real")).withLabels(fields.tensor("real_labels"));
    Batch noise = Batch.of(fields.tensor("noise")).withLabels(fields.tensor("noise_labels"));
    Gan gan =
        Gan.of("step", fields.spec("generator", Model.class), fields.spec("critic", Model.class))
            .withAuxiliary(fields.spec("auxiliary", AuxiliaryLoss.class))
            .withGeneratorOptimizer(SGD.of(1))
            .withDiscriminatorOptimizer(SGD.of(1));
    try (var trainer = TensorFlowBackend.of().open(gan)) {
      trainer.setWeights(weights);
      check(golden, "critic", trainer.updateDiscriminator(real, noise));
      checkGradients(golden, "critic_gradients", weights, trainer.weights());
      trainer.setWeights(weights);
      check(golden, "generator", trainer.updateGenerator(noise));
      checkGradients(golden, "generator_gradients", weights, trainer.weights());
    }
    golden.requireUnderstood();
  }

  private static void check(GoldenCase golden, String network, BatchMetrics metrics) {
    Fields fields = golden.fields();
    BatchMetrics.Classes classes = requireNonNull(metrics.classes());
    golden.check(network + "_loss", fields.number(network + "_loss"), metrics.loss());
    String loss = network + "_class_loss";
    golden.check(loss, fields.number(loss), classes.loss());
    String accuracy = network + "_class_accuracy";
    golden.check(accuracy, fields.number(accuracy), classes.accuracy());
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
              FloatTensor from = requireNonNull(before.get(weight));
              FloatTensor to = requireNonNull(after.get(weight));
              float[] moved = new float[from.shape().size()];
              for (int i = 0; i < moved.length; i++) {
                moved[i] = from.get(i) - to.get(i);
              }
              golden.check(name + " " + weight, gradient, FloatTensor.wrap(from.shape(), moved));
            });
  }
}
