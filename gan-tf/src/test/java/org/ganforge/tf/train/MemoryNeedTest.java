package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.MachineMemory;
import org.ganforge.layer.Dense;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.optimizer.SGD;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.penalty.R1;
import org.ganforge.penalty.R2;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.InstanceNoise;
import org.ganforge.regularization.SpectralNorm;
import org.junit.jupiter.api.Test;

/** A GAN that cannot fit is refused before TensorFlow allocates memory for it. */
class MemoryNeedTest {
  /** Two matrices: 3 x 16 + 16 and 16 x 1 + 1 weights. */
  private static final int WEIGHTS = 64 + 17;

  @Test
  void countsWeightsSlotsOutputsAndImages() {
    Gan gan = TinyGans.dense(); // Adam keeps two numbers for each weight; the batch is 4
    assertThat(MemoryNeed.of(gan, TinyGans.images(10), false))
        .isEqualTo(
            new MemoryNeed(
                4 * WEIGHTS, 2 * 4 * WEIGHTS, 4 * Math.max(8 * 17, 4 * (17 + 3)), 10 * 16));
    assertThat(MemoryNeed.of(gan, TinyGans.images(10), true).outputs()).isEqualTo(2 * 8 * 17);
    assertThat(MemoryNeed.of(gan, null, false).outputs()).isZero();
  }

  /** The discriminator judges 4 real and 4 generated images, and 4 more under each penalty. */
  @Test
  void countsTheTowersOfPenalties() {
    Gan gan = TinyGans.dense();
    assertThat(outputs(gan.withPenalties(R1.of()))).isEqualTo(4 * 12 * 17);
    assertThat(outputs(gan.withPenalties(R1.of(), R2.of()))).isEqualTo(4 * 16 * 17);
    assertThat(outputs(gan.withPenalties(GradientPenalty.of()))).isEqualTo(4 * 12 * 17);
  }

  /**
   * The generator's update keeps its own 4 images and the noisy ones; without noise, those are one
   * and the same, and the discriminator's update needs more.
   */
  @Test
  void countsTheImagesWithNoise() {
    Gan gan = TinyGans.dense().withRegularization(InstanceNoise.of(9));
    assertThat(outputs(gan)).isEqualTo(4 * 4 * (17 + 19));
  }

  /** The generator's update needs more here than the discriminator's: 16 numbers for each of 4. */
  @Test
  void countsAugmentedImages() {
    Gan gan = TinyGans.convolutional();
    double plain = outputs(gan);
    // The image, 12 numbers each of four layers, the score; the noise, four layers and two images.
    assertThat(plain).isEqualTo(4 * 4 * (16 + 4 * 12 + 1 + 3 + 4 * 16 + 64));
    assertThat(outputs(gan.withRegularization(DiffAugment.of()))).isEqualTo(plain + 4 * 4 * 16);
    assertThat(outputs(gan.withRegularization(DiffAugment.of(), InstanceNoise.of(9))))
        .isEqualTo(plain + 4 * 4 * 16);
  }

  @Test
  void countsTheDividedWeightsBesideTheStoredOnes() {
    Gan gan = TinyGans.dense().withRegularization(SpectralNorm.of());
    assertThat(MemoryNeed.of(gan, null, false).weights()).isEqualTo(4 * (WEIGHTS + 17));
  }

  private static double outputs(Gan gan) {
    return MemoryNeed.of(gan, TinyGans.images(10), false).outputs();
  }

  @Test
  void countsTheSlotsOfEachOptimizer() {
    Gan gan =
        TinyGans.dense()
            .withGeneratorOptimizer(RMSprop.of(0.1).withMomentum(0.5).withCentered(true))
            .withDiscriminatorOptimizer(SGD.of(0.1));
    assertThat(MemoryNeed.of(gan, null, false).slots()).isEqualTo(4 * 3 * 64);
    Gan other =
        gan.withGeneratorOptimizer(RMSprop.of(0.1))
            .withDiscriminatorOptimizer(SGD.of(0.1).withMomentum(0.9));
    assertThat(MemoryNeed.of(other, null, false).slots()).isEqualTo(4 * (64 + 17));
    Gan summed =
        other.withDiscriminatorOptimizer(
            other.discriminatorOptimizer().withGradientAccumulationSteps(2));
    assertThat(MemoryNeed.of(summed, null, false).slots()).isEqualTo(4 * (64 + 17 + 17));
  }

  @Test
  void saysWhatIsNeededAndWhatThereIs() {
    MemoryNeed need = new MemoryNeed(1L << 30, 2L << 30, 5L << 29, 1L << 29);
    Gan gan = TinyGans.dense();
    long gibi = 1L << 30;
    need.check(gan, new MachineMemory(6 * gibi, Long.MAX_VALUE));
    String needed =
        " but found 6.0 GB at least: 1.0 GB of weights, 2.0 GB of optimizer slots, 2.5 GB of"
            + " layers' outputs for a batch of 4, 0.5 GB of images; use a smaller batch or smaller"
            + " layers";
    assertThatThrownBy(() -> need.check(gan, new MachineMemory(4 * gibi, Long.MAX_VALUE)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "gan tiny: expected a need of at most 4.0 GB, the memory of this machine," + needed);
    assertThatThrownBy(() -> need.check(gan, new MachineMemory(8 * gibi, 5 * gibi)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "gan tiny: expected a need of at most 5.0 GB, the memory that its control groups"
                + " allow,"
                + needed);
  }

  @Test
  void aTrainerOfBillionsOfUnitsIsNotOpened() {
    Sequential generator =
        Sequential.builder("generator")
            .input(1)
            .add(Dense.of(1_000_000_000))
            .add(Dense.of(1))
            .build();
    Sequential discriminator =
        Sequential.builder("discriminator").input(1).add(Dense.of(1)).build();
    Gan gan = Gan.of("huge", generator, discriminator);
    gan = gan.withPlan(gan.plan().withBatchSize(1 << 20));
    Gan huge = gan;
    assertThatThrownBy(() -> TinyGans.open(huge, TinyGans.pixels(4)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            " but found 3906283.5 GB at least: 11.2 GB of weights, 22.4 GB of optimizer")
        .hasMessageNotContaining("\n");
  }
}
