package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Reshape;
import org.ganforge.noise.Noise;
import org.ganforge.noise.Normal;
import org.ganforge.noise.Semicircle;
import org.ganforge.noise.Uniform;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.ganforge.train.TrainingReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
  private static final Gan GAN =
      Gan.of(
              "small",
              Sequential.builder("generator")
                  .input(4)
                  .add(Dense.of(784).withActivation(ActivationFunction.TANH))
                  .add(Reshape.of(28, 28, 1))
                  .build(),
              Sequential.builder("discriminator")
                  .input(28, 28, 1)
                  .add(Flatten.of())
                  .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
                  .build())
          .withPlan(TrainingPlan.of().withIterations(50).withBatchSize(2))
          .withRecording(RecordingPlan.of().withGridEvery(5));

  private static final ImageDataset DIGITS = HandwrittenDigits.of(20, 1);

  private static GanTrainer open() {
    return TinyGans.open(GAN, DIGITS);
  }

  /** Returns the iterations after which a stopped training reports samples. */
  private static List<Long> samplesWhenStoppedAfter(long iterations) {
    List<Long> samples = new ArrayList<>();
    try (GanTrainer trainer = open()) {
      TrainingReport report =
          trainer.train(
              event -> {
                if (event instanceof TrainingEvent.Samples drawn) {
                  samples.add(drawn.iteration());
                } else if (event instanceof TrainingEvent.IterationDone done
                    && done.iteration() == iterations) {
                  trainer.stop();
                }
              });
      assertThat(report.iteration()).isEqualTo(iterations);
      assertThat(report.stopped()).isTrue();
    }
    return samples;
  }

  @Test
  void drawsSamplesOfTheWeightsAtWhichItIsStopped() {
    assertThat(samplesWhenStoppedAfter(7)).containsExactly(0L, 5L, 7L);
  }

  @Test
  void drawsThemOnceIfTheyWereDueAnyway() {
    assertThat(samplesWhenStoppedAfter(10)).containsExactly(0L, 5L, 10L);
  }

  @Test
  void drawsThemOnceIfNothingIsTrained() {
    List<Long> samples = new ArrayList<>();
    try (GanTrainer trainer = open()) {
      trainer.train(
          event -> {
            if (event instanceof TrainingEvent.Started) {
              trainer.stop();
            } else if (event instanceof TrainingEvent.Samples drawn) {
              samples.add(drawn.iteration());
            }
          });
    }
    assertThat(samples).containsExactly(0L);
  }

  /**
   * So that an image of a grid can be identified by its seed and position. A cosine at the end of a
   * batch may differ by one bit, since TensorFlow computes those that don't fill a register one by
   * one.
   */
  @ParameterizedTest
  @MethodSource("noises")
  void moreNoiseOfASeedBeginsWithTheSame(Noise noise) {
    try (GanTrainer trainer = TinyGans.open(GAN.withNoise(noise), DIGITS)) {
      FloatTensor many = trainer.noise(1000, 7);
      for (int count : new int[] {1, 2, 3, 40, 257, 999}) {
        assertThat(trainer.noise(count, 7).toArray())
            .containsExactly(many.slice(0, count).toArray(), within(1e-6f));
      }
    }
  }

  static Stream<Noise> noises() {
    return Stream.of(Normal.of(), Uniform.of(), Semicircle.of());
  }

  /** Many images are drawn a few at a time; a larger count would show the seams, if any. */
  @Test
  void drawsAndScoresManyImagesAsItDoesFew() {
    try (GanTrainer trainer = open()) {
      FloatTensor noise = trainer.noise(600, 3);
      FloatTensor images = trainer.generate(noise);
      FloatTensor scores = trainer.score(images);

      assertThat(images.shape()).hasToString("[600, 28, 28, 1]");
      assertThat(scores.shape()).hasToString("[600, 1]");
      for (int i : new int[] {0, 255, 256, 511, 512, 599}) {
        FloatTensor image = trainer.generate(noise.slice(i, i + 1));
        assertThat(closeTo(image, images.slice(i, i + 1))).as("image %d", i).isTrue();
        FloatTensor score = trainer.score(image);
        assertThat(closeTo(score, scores.slice(i, i + 1))).as("score %d", i).isTrue();
      }
    }
  }

  private static boolean closeTo(FloatTensor a, FloatTensor b) {
    for (int i = 0; i < a.shape().size(); i++) {
      if (Math.abs(a.get(i) - b.get(i)) > 1e-5) {
        return false;
      }
    }
    return a.shape().equals(b.shape());
  }
}
