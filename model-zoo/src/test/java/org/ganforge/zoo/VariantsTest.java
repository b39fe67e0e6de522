package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.Gan;
import org.ganforge.Reference;
import org.ganforge.noise.Semicircle;
import org.ganforge.noise.Uniform;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.SGD;
import org.ganforge.train.Alternating;
import org.junit.jupiter.api.Test;

/** What each variant changes, and that it changes nothing else. */
class VariantsTest {
  private static Gan load(String name) {
    return ModelZoo.load(name).withName("any").withReference(Reference.none());
  }

  @Test
  void mnistDcganTakesAdamOrSgdForTheDiscriminator() {
    Gan gan = load("mnist-dcgan");
    assertThat(load("mnist-dcgan:adam"))
        .isEqualTo(
            gan.withDiscriminatorOptimizer(
                Adam.of(InverseTimeDecay.of(8e-4, 1, 1e-10)).withClipvalue(1.0)));
    assertThat(load("mnist-dcgan:sgd"))
        .isEqualTo(
            gan.withDiscriminatorOptimizer(
                SGD.of(InverseTimeDecay.of(8e-4, 1, 1e-10)).withClipvalue(1.0)));
  }

  @Test
  void mnistDcganTrainsTheGeneratorMoreOften() {
    Gan gan = load("mnist-dcgan");
    assertThat(load("mnist-dcgan:generator-twice"))
        .isEqualTo(gan.withPlan(gan.plan().withSchedule(new Alternating(1, 2))));
  }

  @Test
  void mnistSingleDigitTakesSemicircleNoise() {
    assertThat(load("mnist-single-digit:semicircle"))
        .isEqualTo(load("mnist-single-digit").withNoise(new Semicircle(1)));
  }

  @Test
  void mnistSingleDigitTakesAnotherDiscriminator() {
    Gan gan = load("mnist-single-digit");
    for (String name : new String[] {"critic-norm", "pooling-critic"}) {
      Gan variant = load("mnist-single-digit:" + name);
      assertThat(variant.withDiscriminator(gan.discriminator())).as(name).isEqualTo(gan);
    }
  }

  @Test
  void mnistDcganTanhTakesTheDocumentsAdamOrUniformNoise() {
    Gan gan = load("mnist-dcgan-tanh");
    assertThat(load("mnist-dcgan-tanh:adam"))
        .isEqualTo(
            gan.withGeneratorOptimizer(Adam.of(5e-4)).withDiscriminatorOptimizer(Adam.of(5e-4)));
    assertThat(load("mnist-dcgan-tanh:uniform")).isEqualTo(gan.withNoise(new Uniform(-1, 1)));
  }
}
