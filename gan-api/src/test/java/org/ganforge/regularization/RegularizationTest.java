package org.ganforge.regularization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Refusal;
import org.ganforge.Refusals;
import org.ganforge.regularization.DiffAugment.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegularizationTest {
  static List<Refusal> refusals() {
    return Stream.of(ofImages(), ofProbability(), ofWeights()).flatMap(List::stream).toList();
  }

  private static List<Refusal> ofProbability() {
    return List.of(
        new Refusal(
            AdaptiveProbability.class,
            () -> AdaptiveProbability.of().withStart(-1),
            "diff_augment adaptive start: expected a number from 0 to 1 but found -1; choose one in"
                + " that range"),
        new Refusal(
            AdaptiveProbability.class,
            () -> AdaptiveProbability.of().withTarget(1),
            "diff_augment adaptive target: expected a number above -1 and below 1 but found 1;"
                + " choose one in that range"),
        new Refusal(
            AdaptiveProbability.class,
            () -> AdaptiveProbability.of().withTarget(-1),
            "diff_augment adaptive target: expected a number above -1 and below 1 but found -1;"
                + " choose one in that range"),
        new Refusal(
            DiffAugment.class,
            () ->
                DiffAugment.of()
                    .withAdaptive(AdaptiveProbability.of().withStart(0.5))
                    .withProbability(0.4),
            "diff_augment adaptive start: expected at most the probability, 0.4, which is the"
                + " highest, but found 0.5; lower start or raise probability"),
        new Refusal(
            AdaptiveProbability.class,
            () -> AdaptiveProbability.of().withInterval(0),
            "diff_augment adaptive interval" + Refusal.BELOW_ONE),
        new Refusal(
            AdaptiveProbability.class,
            () -> AdaptiveProbability.of().withKimg(0),
            "diff_augment adaptive kimg" + Refusal.BELOW_ONE));
  }

  private static List<Refusal> ofImages() {
    return List.of(
        new Refusal(
            DiffAugment.class,
            () -> DiffAugment.of().withPolicy(),
            "diff_augment policy: expected at least one but found none; name a change"),
        new Refusal(
            DiffAugment.class,
            () -> DiffAugment.of().withPolicy(Change.COLOR, Change.COLOR),
            "diff_augment policy: expected each value once but found [COLOR, COLOR]; remove the"
                + " repeated one"),
        new Refusal(
            DiffAugment.class,
            () -> DiffAugment.of().withProbability(0),
            "diff_augment probability" + Refusal.NOT_ABOVE_ZERO),
        new Refusal(
            DiffAugment.class,
            () -> DiffAugment.of().withProbability(1.5),
            "diff_augment probability: expected a number from 0 to 1 but found 1.5; choose one in"
                + " that range"),
        new Refusal(
            InstanceNoise.class,
            () -> InstanceNoise.of(9).withStddev(0),
            "instance_noise stddev" + Refusal.NOT_ABOVE_ZERO),
        new Refusal(
            InstanceNoise.class,
            () -> InstanceNoise.of(0),
            "instance_noise iterations: expected a whole number of at least 1 but found 0; give 1"
                + " or more"));
  }

  private static List<Refusal> ofWeights() {
    return List.of(
        new Refusal(
            MovingAverage.class,
            () -> MovingAverage.of().withDecay(1),
            "moving_average decay: expected a number from 0 up to, but not including, 1 but found"
                + " 1; choose one in that range"),
        new Refusal(
            SpectralNorm.class,
            () -> SpectralNorm.of().withPowerIterations(0),
            "spectral_norm power_iterations: expected a whole number of at least 1 but found 0;"
                + " give 1 or more"),
        new Refusal(
            WeightClipping.class,
            () -> WeightClipping.of().withLimit(0),
            "weight_clipping limit" + Refusal.NOT_ABOVE_ZERO));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void saysWhatIsWrongAndHowToFixIt(Refusal refusal) {
    refusal.check();
  }

  @Test
  void everyCheckOfEveryRecordIsInTheTable() {
    Refusals.assertComplete("org.ganforge.regularization", refusals());
  }

  @Test
  void theDefaultsAreThoseOfThePapers() {
    assertThat(DiffAugment.of())
        .isEqualTo(
            new DiffAugment(List.of(Change.COLOR, Change.TRANSLATION, Change.CUTOUT), 1, null));
    assertThat(AdaptiveProbability.of()).isEqualTo(new AdaptiveProbability(0, 0.6, 4, 500));
    assertThat(DiffAugment.of().bounds()).isFalse();
    assertThat(MovingAverage.of()).isEqualTo(new MovingAverage(0.999, true));
    assertThat(InstanceNoise.of(9)).isEqualTo(new InstanceNoise(0.1, 9));
    assertThat(InstanceNoise.of(9).bounds()).isFalse();
    assertThat(SpectralNorm.of()).isEqualTo(new SpectralNorm(1));
    assertThat(WeightClipping.of()).isEqualTo(new WeightClipping(0.01));
  }

  @Test
  void aMovingAverageBoundsNoCriticAndIsFoundAmongTheOthers() {
    MovingAverage average = MovingAverage.of().withDecay(0.9);
    assertThat(average.bounds()).isFalse();
    assertThat(MovingAverage.among(List.of(WeightClipping.of(), average))).hasValue(average);
    assertThat(MovingAverage.among(List.of(WeightClipping.of()))).isEmpty();
  }

  @Test
  void aSpectralNormDividesKernelsAndEmbeddings() {
    assertThat(SpectralNorm.among(List.of(WeightClipping.of(), SpectralNorm.of()))).isPresent();
    assertThat(SpectralNorm.of().bounds()).isTrue();
    assertThat(List.of("dense/kernel", "separable_conv2d/depthwise_kernel", "embeddings"))
        .allMatch(SpectralNorm::divides);
    assertThat(List.of("dense/bias", "layer_normalization/gamma", "p_re_lu/alpha"))
        .noneMatch(SpectralNorm::divides);
  }
}
