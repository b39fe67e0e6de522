package org.ganforge.tf.train;

import java.util.Map;
import org.ganforge.Batch;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.generate.GivenBatches;
import org.ganforge.tf.graph.Role;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.train.BatchMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Updates and evaluations of one network on batches that the user gives.
 *
 * @param hasImages whether the graph has real images of its own
 */
record SingleUpdates(TensorFlowTrainer trainer, boolean hasImages) {
  BatchMetrics updateDiscriminator(@Nullable Batch real, @Nullable Batch noise) {
    return trainer.run(
        discriminatorStep(
            real,
            noise,
            StepKind.UPDATE_DISCRIMINATOR,
            StepKind.UPDATE_DISCRIMINATOR_ON_REAL,
            StepKind.UPDATE_DISCRIMINATOR_ON_FAKE),
        GivenBatches.byRole(real, noise));
  }

  BatchMetrics updateGenerator(@Nullable Batch real, Batch noise) {
    return trainer.run(StepKind.UPDATE_GENERATOR, generatorBatches(real, noise));
  }

  BatchMetrics evaluateDiscriminator(@Nullable Batch real, @Nullable Batch noise) {
    return trainer.run(
        discriminatorStep(
            real,
            noise,
            StepKind.EVALUATE_DISCRIMINATOR,
            StepKind.EVALUATE_DISCRIMINATOR_ON_REAL,
            StepKind.EVALUATE_DISCRIMINATOR_ON_FAKE),
        GivenBatches.byRole(real, noise));
  }

  BatchMetrics evaluateGenerator(@Nullable Batch real, Batch noise) {
    return trainer.run(StepKind.EVALUATE_GENERATOR, generatorBatches(real, noise));
  }

  private Map<Role, FloatTensor> generatorBatches(@Nullable Batch real, Batch noise) {
    new GivenBatches(trainer.gan()).requireComparable(real != null, hasImages);
    return GivenBatches.byRole(real, noise);
  }

  private static StepKind discriminatorStep(
      @Nullable Batch real,
      @Nullable Batch noise,
      StepKind both,
      StepKind onReal,
      StepKind onFake) {
    if (real == null && noise == null) {
      throw new InvalidInputException(
          "discriminator batch", "real images, noise, or both", "neither", "give one of them");
    }
    return real == null ? onFake : noise == null ? onReal : both;
  }
}
