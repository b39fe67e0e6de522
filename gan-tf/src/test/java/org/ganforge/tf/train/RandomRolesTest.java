package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Initializer;
import org.ganforge.objective.Wasserstein;
import org.ganforge.optimizer.SGD;
import org.ganforge.regularization.WeightClipping;
import org.junit.jupiter.api.Test;

/** A layer used in the steps of both networks draws different numbers in each. */
class RandomRolesTest {
  /** A discriminator that adds up what its dropout leaves. */
  private static final Sequential DISCRIMINATOR =
      Sequential.builder("discriminator")
          .input(16)
          .add(Dropout.of(0.5))
          .add(Dense.of(1).withKernelInitializer(Initializer.Ones.of()).withUseBias(false))
          .build();

  private static final Sequential GENERATOR =
      Sequential.builder("generator").input(4).add(Dense.of(16)).build();

  @Test
  void dropoutOfTheDiscriminatorDiffersBetweenTheTwoNetworksFirstUpdates() {
    Gan gan =
        Gan.of("roles", GENERATOR, DISCRIMINATOR)
            .withRegularization(WeightClipping.of().withLimit(100))
            .withObjective(Wasserstein.of())
            .withGeneratorOptimizer(SGD.of(1e-30))
            .withDiscriminatorOptimizer(SGD.of(1e-30));
    try (TensorFlowTrainer trainer = TinyGans.open(gan, TinyGans.images(4))) {
      FloatTensor noise = trainer.noise(8, 1);
      double left = trainer.updateDiscriminator(null, noise).loss();
      double right = -trainer.updateGenerator(noise).loss();
      double all = trainer.evaluateDiscriminator(null, noise).loss();
      // With the same mask both would be identical; without dropout both would equal the last one.
      assertThat(Math.abs(left - right)).isGreaterThan(1e-3);
      assertThat(Math.abs(left - all)).isGreaterThan(1e-3);
    }
  }
}
