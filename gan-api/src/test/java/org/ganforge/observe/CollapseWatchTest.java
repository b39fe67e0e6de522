package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.data.Appearance;
import org.ganforge.data.ValueRange;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.json.record.LoggedEvent;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.AuxiliaryLoss;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.objective.Wasserstein;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollapseWatchTest {
  private static final Gan GAN =
      Gan.of(
          "tiny",
          Sequential.builder("generator").input(2).add(Dense.of(2)).build(),
          Sequential.builder("discriminator")
              .input(2)
              .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
              .build());

  /** Three images whose distances are 3, 3 and 0. */
  private static final FloatTensor REALS = FloatTensor.of(TensorShape.of(3, 2), 0, 0, 3, 3, 3, 3);

  @TempDir private Path folder;

  private final List<CollapseWarning> warnings = new ArrayList<>();

  private CollapseWatch watch(Gan gan) {
    CollapseWatch watch = CollapseWatch.of(gan, REALS, warnings::add);
    watch.on(Events.started(0, 10_000));
    return watch;
  }

  private static TrainingEvent done(long iteration, double accuracy, double dLoss, double gLoss) {
    return new TrainingEvent.IterationDone(
        iteration,
        new NetworkMetrics(new BatchMetrics(dLoss, accuracy), null, iteration),
        new NetworkMetrics(new BatchMetrics(gLoss, 0), null, iteration),
        8);
  }

  /** Reports iterations in which the generator's loss grows by 0.01 each. */
  private static void saturate(CollapseWatch watch, int from, int to, double dLoss) {
    for (int i = from; i <= to; i++) {
      watch.on(done(i, 1, dLoss, 5 + 0.01 * i));
    }
  }

  @Test
  void warnsOfASaturatedDiscriminator() {
    CollapseWatch watch = watch(GAN);
    saturate(watch, 1, 200, 0.004);
    assertThat(warnings).isEmpty();
    saturate(watch, 201, 201, 0.004);
    assertThat(warnings)
        .containsExactly(
            new CollapseWarning(
                201,
                CollapseWarning.Sign.DISCRIMINATOR_SATURATED,
                "over the last 200 iterations the discriminator was right on 100.0 % of the images,"
                    + " its loss was 0.0040, and the generator's rose from 5.52 to 6.52: the"
                    + " generator has almost stopped learning. The literature advises smoothing"
                    + " labels.real to 0.9 (Salimans et al. 2016), adding noise or dropout to the"
                    + " discriminator (Arjovsky and Bottou 2017), or lowering"
                    + " discriminator_optimizer.learning_rate (Heusel et al. 2017)"));
  }

  @Test
  void warnsOncePerThousandIterations() {
    CollapseWatch watch = watch(GAN);
    saturate(watch, 1, 2500, 0.004);
    assertThat(warnings.stream().map(CollapseWarning::iteration))
        .containsExactly(201L, 1201L, 2201L);
  }

  @Test
  void isSilentIfTheDiscriminatorErrsOrHasMoreToLearnOrTheGeneratorImproves() {
    CollapseWatch watch = watch(GAN);
    for (int i = 1; i <= 1000; i++) {
      watch.on(done(i, i % 100 == 0 ? 0.75 : 1, 0.004, 5 + 0.01 * i));
    }
    watch = watch(GAN);
    saturate(watch, 1, 1000, 0.02);
    watch = watch(GAN);
    for (int i = 1; i <= 1000; i++) {
      watch.on(done(i, 1, 0.004, 20 - 0.01 * i));
    }
    assertThat(warnings).isEmpty();
  }

  /** With real labels of 0.9 the minimum loss is half the entropy of 0.9, 0.1625 nats. */
  @Test
  void measuresTheLossFromTheMinimumForTheLabels() {
    Gan smooth = GAN.withObjective(BinaryCrossentropy.of().withLabels(Labels.of().withReal(0.9)));
    saturate(watch(smooth), 1, 201, 0.18);
    assertThat(warnings).isEmpty();
    saturate(watch(smooth), 1, 201, 0.17);
    assertThat(warnings).hasSize(1);
  }

  private static Gan wasserstein() {
    Sequential critic = Sequential.builder("critic").input(2).add(Dense.of(1)).build();
    // Made like a record of an older version; a new spec would be rejected.
    return new Gan(
        GAN.name(),
        GAN.keras(),
        GAN.generator(),
        critic,
        GAN.noise(),
        Wasserstein.of(),
        AuxiliaryLoss.of(),
        List.of(),
        List.of(),
        GAN.generatorOptimizer(),
        GAN.discriminatorOptimizer(),
        GAN.data(),
        GAN.plan(),
        GAN.recording(),
        GAN.reference());
  }

  @Test
  void warnsOnceThatNothingBoundsACriticAndThenIgnoresIt() {
    CollapseWatch watch = watch(wasserstein());
    saturate(watch, 1, 1500, -50);
    assertThat(warnings)
        .containsExactly(
            new CollapseWarning(
                0,
                CollapseWarning.Sign.CRITIC_UNBOUNDED,
                "Wasserstein's loss is only valid for a critic whose slope is bounded (Arjovsky et"
                    + " al. 2017), and nothing bounds this one, whose spec is older than"
                    + " GradientPenalty (Gulrajani et al. 2017) and WeightClipping. Its scores may"
                    + " grow without limit; new specs must have one of the two"));
  }

  @Test
  void doesNotRepeatItWhenTrainingResumes() {
    CollapseWatch.of(wasserstein(), REALS, warnings::add).on(Events.started(40, 1000));
    assertThat(warnings).isEmpty();
  }

  @Test
  void forgetsEarlierIterationsWhenTrainingContinuesFromElsewhere() {
    CollapseWatch watch = watch(GAN);
    saturate(watch, 1, 150, 0.004);
    watch.on(Events.started(0, 1000));
    saturate(watch, 1, 150, 0.004);
    assertThat(warnings).isEmpty();
  }

  private static TrainingEvent samples(long iteration, float spread) {
    FloatTensor images =
        FloatTensor.of(TensorShape.of(3, 2), 0, 0, spread, spread, -spread, -spread);
    return new TrainingEvent.Samples(iteration, images, Appearance.of(ValueRange.MINUS_ONE_TO_ONE));
  }

  @Test
  void warnsOfSamplesThatAreNearlyAlikeTwiceInARow() {
    CollapseWatch watch = watch(GAN);
    watch.on(samples(0, 0.01f));
    watch.on(samples(200, 0.01f));
    watch.on(samples(400, 0.01f));
    watch.on(samples(600, 1f));
    watch.on(samples(800, 0.01f));
    assertThat(warnings).isEmpty();
    watch.on(samples(1000, 0.03f));
    watch.on(samples(1200, 0.03f));
    assertThat(warnings)
        .containsExactly(
            new CollapseWarning(
                1000,
                CollapseWarning.Sign.SAMPLES_ALIKE,
                "the samples are nearly alike: their mean distance is 2.0 % of that of real images"
                    + " (0.0400 and 2.0000), in two pictures in a row. The literature advises"
                    + " minibatch discrimination (Salimans et al. 2016), packing several samples"
                    + " into one input (PacGAN, Lin et al. 2018), a larger batch, or unrolled"
                    + " updates (Metz et al. 2017)"));
  }

  @Test
  void doesNotCompareWithRealImagesThatAreAllTheSame() {
    FloatTensor same = FloatTensor.of(TensorShape.of(2, 2), 1, 1, 1, 1);
    CollapseWatch watch = CollapseWatch.of(GAN, same, warnings::add);
    watch.on(samples(1000, 0));
    watch.on(samples(2000, 0));
    assertThat(warnings).isEmpty();
  }

  @Test
  void measuresTheMeanDistanceOfAllPairs() {
    assertThat(LikenessSign.meanDistance(REALS)).isCloseTo(2, within(1e-9));
    FloatTensor one = FloatTensor.of(TensorShape.of(1, 2), 4, 5);
    assertThat(LikenessSign.meanDistance(one)).isZero();
  }

  @Test
  void warnsOfSamplesThatMostlyShowNoClass() {
    List<String> names = List.of("cat", "dog");
    ClassCoverage data = ClassCoverage.ofCounts(names, List.of(5, 5));
    assertThat(CollapseWatch.classes(3, new ClassCoverage(names, List.of(0, 0), 1000), data))
        .contains(
            new CollapseWarning(
                3,
                CollapseWarning.Sign.CLASSES_MISSING,
                "1,000 of 1,000 samples show no class: the generator does not draw what the data"
                    + " shows, so the modes it leaves out are unknown. Look at its samples, and"
                    + " train it for longer"));
    assertThat(CollapseWatch.classes(3, new ClassCoverage(names, List.of(0, 5), 5), data))
        .get()
        .extracting(CollapseWarning::text)
        .asString()
        .startsWith("none of 10 samples shows cat: ");
  }

  @Test
  void warnsOfClassesThatNoSampleShows() {
    List<String> names = List.of("cat", "dog", "owl");
    ClassCoverage data = ClassCoverage.ofCounts(names, List.of(5, 5, 0));
    assertThat(CollapseWatch.classes(7, ClassCoverage.ofCounts(names, List.of(1, 9, 0)), data))
        .isEmpty();
    assertThat(CollapseWatch.classes(7, ClassCoverage.ofCounts(names, List.of(0, 10, 0)), data))
        .contains(
            new CollapseWarning(
                7,
                CollapseWarning.Sign.CLASSES_MISSING,
                "none of 10 samples shows cat: modes of the data are missing. The literature"
                    + " advises minibatch discrimination (Salimans et al. 2016), packing several"
                    + " samples into one input (PacGAN, Lin et al. 2018), a larger batch, or"
                    + " unrolled updates (Metz et al. 2017)"));
    List<String> odd = List.of("c\u001bat", "dog");
    assertThat(
            CollapseWatch.classes(
                7,
                ClassCoverage.ofCounts(odd, List.of(0, 9)),
                ClassCoverage.ofCounts(odd, List.of(5, 5))))
        .get()
        .extracting(CollapseWarning::text)
        .asString()
        .as("a folder's name may be anything")
        .startsWith("none of 9 samples shows c\\u001bat: ");
  }

  @Test
  void theLogKeepsALineOfEachEvent() throws IOException {
    EventLog log = new RunDirectory(folder).events();
    log.append(new LoggedEvent(41, "rollback", "back to \"40\"\n"));
    log.append(new CollapseWarning(50, CollapseWarning.Sign.SAMPLES_ALIKE, "all alike"));
    assertThat(Files.readString(folder.resolve("events.jsonl")))
        .isEqualTo(
            """
            {"iteration": 41, "event": "rollback", "text": "back to \\"40\\"\\n"}
            {"iteration": 50, "event": "samples_alike", "text": "all alike"}
            """);
  }
}
