package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.tf.Precision;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.train.TrainingEvent;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The results of trainings with faster forms, and in bfloat16, differ from those with plain forms
 * by no more than the spread between seeds. Takes half an hour or more; {@code
 * -Dquality.forms=trial} leaves out bfloat16, which is slow on processors without instructions for
 * it, and {@code -Dquality.seeds=4,5,6} uses other seeds.
 */
@Tag("slow")
class EqualQualityTest {
  private static final int SAMPLES = 2000;

  /** The result of a training: means over its last fifth, and its samples' classes. */
  private record Outcome(double discriminatorLoss, double generatorLoss, double classDistance) {
    double[] values() {
      return new double[] {discriminatorLoss, generatorLoss, classDistance};
    }
  }

  @ParameterizedTest
  @CsvSource({"fashion-mlp, fashion-mnist, 128, 1500", "mnist-dcgan:adam, mnist, 32, 150"})
  void fasterFormsTrainAsWellAsThePlainOnes(String preset, String data, int batch, int iterations) {
    ImageDataset images =
        DatasetCatalogue.standard().withDirectory(RealData.require(data)).load(data);
    Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
    try (ImageClassifier classifier = TensorFlowBackend.of().classifier(images)) {
      Gan gan = ModelZoo.load(preset);
      gan = gan.withPlan(gan.plan().withBatchSize(batch).withIterations(iterations));
      for (String seed : property("quality.seeds", "1,2,3")) {
        Gan seeded = gan.withPlan(gan.plan().withSeed(Long.parseLong(seed)));
        add(
            outcomes,
            "plain",
            train(TensorFlowOptions.of().withPlainForms(), seeded, images, classifier));
        for (String form : property("quality.forms", "trial,bfloat16")) {
          add(outcomes, form, train(options(form), seeded, images, classifier));
        }
      }
    }

    List<Outcome> plain = Objects.requireNonNull(outcomes.remove("plain"));
    outcomes.forEach(
        (form, ones) -> {
          for (int i = 0; i < 3; i++) {
            // Few trainings give a poor estimate of the deviation: Student's t with 4 degrees of
            // freedom exceeds 4 by chance in 1 of 60 comparisons.
            assertThat(Math.abs(mean(ones, i) - mean(plain, i)))
                .as(preset + " " + form + " " + i)
                .isLessThanOrEqualTo(4 * Math.sqrt(variance(plain, i) + variance(ones, i)));
          }
        });
  }

  private static List<String> property(String name, String standard) {
    return List.of(System.getProperty(name, standard).split(",", -1));
  }

  private static TensorFlowOptions options(String form) {
    return form.equals("bfloat16")
        ? TensorFlowOptions.of().withPrecision(Precision.BFLOAT16)
        : TensorFlowOptions.of();
  }

  private static void add(Map<String, List<Outcome>> outcomes, String form, Outcome outcome) {
    outcomes.computeIfAbsent(form, name -> new ArrayList<>()).add(outcome);
    System.out.printf(
        Locale.ROOT,
        "quality %s: discriminator %.4f, generator %.4f, class distance %.4f%n",
        form,
        outcome.discriminatorLoss(),
        outcome.generatorLoss(),
        outcome.classDistance());
  }

  private static Outcome train(
      TensorFlowOptions options, Gan gan, ImageDataset all, ImageClassifier classifier) {
    ImageDataset learned = gan.data().select(all);
    int[] labels = new int[learned.count()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = learned.label(i);
    }
    ClassCoverage data = ClassCoverage.of(classifier.classNames(), labels);
    long iterations = gan.plan().iterations();
    double[] sums = new double[2];
    long last = iterations / 5;
    try (GanTrainer trainer = TensorFlowBackend.of(options).open(gan, all)) {
      trainer.train(
          event -> {
            if (event instanceof TrainingEvent.IterationDone done
                && done.iteration() > iterations - last) {
              sums[0] += done.discriminator().training().loss() / last;
              sums[1] += done.generator().training().loss() / last;
            }
          });
      ClassCoverage samples = ClassCoverage.ofSamples(trainer, classifier, SAMPLES, 0);
      return new Outcome(sums[0], sums[1], samples.distanceFrom(data));
    }
  }

  private static double mean(List<Outcome> outcomes, int value) {
    return outcomes.stream()
        .mapToDouble(outcome -> outcome.values()[value])
        .average()
        .orElseThrow();
  }

  /** Returns the variance of the mean. */
  private static double variance(List<Outcome> outcomes, int value) {
    double mean = mean(outcomes, value);
    double squares =
        outcomes.stream().mapToDouble(o -> Math.pow(o.values()[value] - mean, 2)).sum();
    return squares / (outcomes.size() - 1) / outcomes.size();
  }
}
