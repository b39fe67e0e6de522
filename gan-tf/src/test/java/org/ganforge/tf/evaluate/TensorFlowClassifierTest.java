package org.ganforge.tf.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.Sequential;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.Adam;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.graph.ClassifierSpec;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.train.DivergenceException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A classifier of the built-in digits, after a short training. */
class TensorFlowClassifierTest {
  private static final int STEPS = 150;
  private static final ImageDataset UNSEEN = HandwrittenDigits.of(1_200, 1);

  private static ImageDataset digits;
  private static TensorFlowClassifier classifier;

  @BeforeAll
  static void train(@TempDir Path cache) {
    digits = HandwrittenDigits.of(4_000, 0);
    ClassifierSpec spec = ClassifierSpec.of(digits.imageShape(), 10).withSteps(STEPS);
    classifier =
        TensorFlowClassifier.open(
            digits,
            cache,
            (step, steps, loss) -> {},
            new ClassifierTraining(spec, SessionSettings.of()));
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  @Test
  void classifiesDigitsThatItHasNotSeen() {
    assertThat(classifier.accuracy(UNSEEN)).isGreaterThan(0.97);
  }

  @ParameterizedTest
  @EnumSource
  void findsNoClassInImagesThatShowNone(Nothing nothing) {
    FloatTensor images = nothing.images(classifier.imageShape());

    assertThat(classifier.classify(images, ValueRange.ZERO_TO_ONE))
        .hasSizeGreaterThan(200)
        .containsOnly(ImageClassifier.NONE);
  }

  @Test
  void isSureOfNearlyEveryDigit() {
    assertThat(ClassCoverage.of(classifier.classNames(), classifier.classify(UNSEEN)).noneShare())
        .isLessThan(0.02);
  }

  /**
   * As many images as show half the classes, since kernel distances of equal sets need one part.
   */
  @Test
  void measuresOfItsFeaturesAreNotFooled() {
    ForgeryTable table = ForgeryTable.of(classifier, digits, UNSEEN, 600);

    table.print();
    table.check(0.5, 0.02);
  }

  @Test
  void featuresAreTheInputsOfTheLastLayer() {
    FloatTensor images = Forgery.all(UNSEEN.first(3));

    FloatTensor features = classifier.features(images, ValueRange.ZERO_TO_ONE);

    assertThat(features.shape()).isEqualTo(TensorShape.of(3, 64));
    assertThat(features.toArray()).doesNotContain(Float.NaN).contains(0f);
    assertThat(classifier.features(images.slice(1, 2), ValueRange.ZERO_TO_ONE).toArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(features.example(1).toArray());
  }

  /** Nothing is kept of such a training. */
  @Test
  void saysThatItsTrainingHasDiverged(@TempDir Path cache) {
    ClassifierSpec usual = ClassifierSpec.of(digits.imageShape(), 10);
    ClassifierSpec spec =
        new ClassifierSpec(usual.network(), usual.range(), Adam.of(1e30), 8, 2, 5, 0);
    ClassifierTraining training = new ClassifierTraining(spec, SessionSettings.of());
    List<Integer> steps = new ArrayList<>();
    assertThatThrownBy(
            () ->
                TensorFlowClassifier.open(
                    digits, cache, (step, of, loss) -> steps.add(step), training))
        .isInstanceOf(DivergenceException.class)
        .hasMessage(
            "update 2 of the classifier: expected finite numbers in the classifier but found others"
                + " in its loss, gradients or weights; look at the images and their labels");
    assertThat(steps).containsExactly(1);
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void knowsWhatItJudges() {
    assertThat(classifier.classNames())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(classifier.imageShape()).isEqualTo(TensorShape.of(28, 28, 1));
  }

  /** The rest up to 1 is the probability of showing no class: small for digits, large for black. */
  @Test
  void probabilitiesOfAnImageAddUpToThatOfShowingAClass() {
    FloatTensor digits =
        classifier.probabilities(images(ValueRange.ZERO_TO_ONE, 7), ValueRange.ZERO_TO_ONE);
    FloatTensor blank = classifier.probabilities(zeros(2, 28, 28, 1), ValueRange.ZERO_TO_ONE);

    assertThat(digits.shape()).isEqualTo(TensorShape.of(7, 10));
    for (int i = 0; i < 7; i++) {
      assertThat(sum(digits, i)).isBetween(0.9, 1 + 1e-5);
    }
    assertThat(sum(blank, 0)).isBetween(0.0, 0.4);
    assertThat(sum(blank, 1)).isEqualTo(sum(blank, 0));
  }

  private static double sum(FloatTensor probabilities, int image) {
    double sum = 0;
    for (int c = 0; c < 10; c++) {
      sum += probabilities.get(10 * image + c);
    }
    return sum;
  }

  @Test
  void theValueRangeMakesNoDifference() {
    assertThat(
            classifier.probabilities(
                images(ValueRange.MINUS_ONE_TO_ONE, 20), ValueRange.MINUS_ONE_TO_ONE))
        .isEqualTo(
            classifier.probabilities(images(ValueRange.ZERO_TO_ONE, 20), ValueRange.ZERO_TO_ONE));
  }

  @Test
  void takesImagesAsRowsToo() {
    FloatTensor images = images(ValueRange.ZERO_TO_ONE, 20);
    FloatTensor rows = FloatTensor.wrap(TensorShape.of(20, 784), images.toArray());

    assertThat(classifier.probabilities(rows, ValueRange.ZERO_TO_ONE))
        .isEqualTo(classifier.probabilities(images, ValueRange.ZERO_TO_ONE));
  }

  @Test
  void judgesEachImageIndependentlyOfTheOthers() {
    int[] together =
        classifier.classify(images(ValueRange.ZERO_TO_ONE, 1_200), ValueRange.ZERO_TO_ONE);

    assertThat(together).hasSize(1_200);
    for (int i : new int[] {0, 499, 500, 999, 1_000, 1_199}) {
      FloatTensor alone = UNSEEN.images(ValueRange.ZERO_TO_ONE, i);
      assertThat(classifier.classify(alone, ValueRange.ZERO_TO_ONE)).containsExactly(together[i]);
    }
  }

  @Test
  void countsTheClassesOfSamples() {
    try (GanTrainer trainer = untrained()) {
      ClassCoverage coverage = ClassCoverage.ofSamples(trainer, classifier, 600, 3);

      assertThat(coverage.total()).isEqualTo(600);
      assertThat(coverage.classNames()).isEqualTo(classifier.classNames());
      assertThat(ClassCoverage.ofSamples(trainer, classifier, 600, 3)).isEqualTo(coverage);
    }
  }

  @Test
  void refusesImagesOfAnotherSize() {
    refused(
        () -> classifier.classify(zeros(2, 32, 32, 1), ValueRange.ZERO_TO_ONE),
        "images: expected a batch of images [28, 28, 1], as the classifier was trained on"
            + " but found [2, 32, 32, 1]; train a classifier on images of that shape");
  }

  @Test
  void refusesASingleImageWithoutABatchAxis() {
    refused(
        () -> classifier.classify(zeros(28, 28, 1), ValueRange.ZERO_TO_ONE),
        "images: expected a batch of images [28, 28, 1], as the classifier was trained on"
            + " but found [28, 28, 1]; train a classifier on images of that shape");
  }

  @Test
  void refusesNumbersThatAreNotFinite() {
    float[] values = images(ValueRange.ZERO_TO_ONE, 600).toArray();
    values[784 * 599 + 5] = Float.NaN;
    FloatTensor images = FloatTensor.wrap(TensorShape.of(600, 28, 28, 1), values);

    refused(
        () -> classifier.classify(images, ValueRange.ZERO_TO_ONE),
        "image 599: expected finite numbers but found NaN;"
            + " use weights from before the training diverged");
  }

  @Test
  void refusesToLearnASingleClass(@TempDir Path cache) {
    refused(
        () -> TensorFlowBackend.of().classifier(digits.ofClass(5), cache, (s, n, l) -> {}),
        "data set digits: expected images of at least 2 classes to tell apart but found a single"
            + " class; give the whole data set, not one class of it");
  }

  @Test
  void refusesToLearnImagesWithoutLabels(@TempDir Path cache) {
    ImageDataset images = ImageDataset.of("dots", TensorShape.of(1, 1, 1), new byte[] {1, 2});

    refused(
        () -> TensorFlowBackend.of().classifier(images, cache, (s, n, l) -> {}),
        "data set dots: expected images with labels but found none; give them with withLabels");
  }

  private static FloatTensor images(ValueRange range, int count) {
    return UNSEEN.images(range, IntStream.range(0, count).toArray());
  }

  private static FloatTensor zeros(int... dims) {
    TensorShape shape = TensorShape.of(dims);
    return FloatTensor.wrap(shape, new float[shape.size()]);
  }

  private static GanTrainer untrained() {
    Sequential generator =
        Sequential.builder("generator")
            .input(4)
            .add(Dense.of(784).withActivation(ActivationFunction.TANH))
            .build();
    Sequential discriminator =
        Sequential.of("discriminator", TensorShape.of(784), List.of(Dense.of(1)));
    return TensorFlowBackend.of().open(Gan.of("rows", generator, discriminator));
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }
}
