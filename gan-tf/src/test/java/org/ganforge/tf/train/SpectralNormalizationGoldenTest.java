package org.ganforge.tf.train;

import java.util.Map;
import java.util.Objects;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.layer.FloatTensor;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.optimizer.SGD;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;

/** Updates with Keras' SpectralNormalization in the discriminator. */
class SpectralNormalizationGoldenTest {
  @GoldenTest("spectral_normalization")
  void updatesAreThoseOfKeras(GoldenCase golden) {
    Fields fields = golden.fields();
    Gan gan =
        Gan.of(
                "gan",
                fields.spec("generator", Sequential.class),
                fields.spec("critic", Sequential.class))
            .withObjective(BinaryCrossentropy.of().withFromLogits(true))
            .withGeneratorOptimizer(SGD.of(fields.number("rate")))
            .withDiscriminatorOptimizer(SGD.of(fields.number("rate")));
    Batch real = Batch.of(fields.tensor("real"));
    Batch noise = Batch.of(fields.tensor("noise"));
    try (var trainer = TensorFlowBackend.of().open(gan)) {
      trainer.setWeights(fields.tensors("weights"));
      for (Fields step : fields.objects("steps")) {
        boolean judges = step.text("update").equals("discriminator");
        double loss =
            judges
                ? trainer.updateDiscriminator(real, noise).loss()
                : trainer.updateGenerator(noise).loss();
        golden.check("loss", step.number("loss"), loss);
        Map<String, FloatTensor> found = trainer.weights();
        step.tensors("weights")
            .forEach(
                (name, value) ->
                    golden.check(name, value, Objects.requireNonNull(found.get(name), name)));
        golden.check("scores", step.tensor("scores"), trainer.score(real.values()));
      }
    }
    golden.requireUnderstood();
  }
}
