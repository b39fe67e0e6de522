package org.ganforge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.Measure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected numbers are from NumPy and SciPy: {@code src/test/python/measures.py}. */
class MeasuresTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  static Stream<JsonNode> cases() throws IOException {
    try (InputStream file = MeasuresTest.class.getResourceAsStream("measures.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(file)).valueStream();
    }
  }

  private static FloatTensor rows(JsonNode rows) {
    int size = rows.get(0).size();
    float[] values = new float[rows.size() * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows.get(i / size).get(i % size).doubleValue();
    }
    return FloatTensor.wrap(TensorShape.of(rows.size(), size), values);
  }

  /** Returns rows of normally distributed numbers. */
  private static FloatTensor normal(int count, int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return FloatTensor.wrap(TensorShape.of(count, size), values);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFrechetDistanceIsThatOfScipysRoot(JsonNode numbers) {
    assertThat(FrechetDistance.between(rows(numbers.get("real")), rows(numbers.get("generated"))))
        .isCloseTo(numbers.get("frechet").doubleValue(), CLOSE);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theKernelDistanceOfOnePartIsThatOfAllImages(JsonNode numbers) {
    FloatTensor real = rows(numbers.get("real"));
    FloatTensor generated = rows(numbers.get("generated"));
    int fewest = Math.min(real.count(), generated.count());

    KernelDistance distance =
        KernelDistance.between(real.slice(0, fewest), generated.slice(0, fewest), 1, fewest, 0);

    assertThat(distance.mean()).isCloseTo(numbers.get("kernel").doubleValue(), CLOSE);
    assertThat(distance.deviation()).isEqualTo(0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void precisionRecallDensityAndCoverageAreThoseOfWholeMatrices(JsonNode numbers) {
    FloatTensor real = rows(numbers.get("real"));
    FloatTensor generated = rows(numbers.get("generated"));

    PrecisionRecall manifolds = PrecisionRecall.between(real, generated);
    DensityCoverage balls = DensityCoverage.between(real, generated);

    assertThat(manifolds.precision()).isCloseTo(numbers.get("precision").doubleValue(), CLOSE);
    assertThat(manifolds.recall()).isCloseTo(numbers.get("recall").doubleValue(), CLOSE);
    assertThat(balls.density()).isCloseTo(numbers.get("density").doubleValue(), CLOSE);
    assertThat(balls.coverage()).isCloseTo(numbers.get("coverage").doubleValue(), CLOSE);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void deviationsAreThoseOfTheSamePartsInNumpy(JsonNode numbers) {
    FloatTensor real = rows(numbers.get("real"));
    FloatTensor generated = rows(numbers.get("generated"));
    int fewest = Math.min(real.count(), generated.count());

    NeighbourDeviations found =
        NeighbourDeviations.of(real.slice(0, fewest), generated.slice(0, fewest), 7);

    JsonNode expected = numbers.get("deviations");
    for (Measure measure : NeighbourParts.MEASURES) {
      assertThat(found.of(measure))
          .as(measure.label())
          .isCloseTo(expected.get(measure.label()).doubleValue(), CLOSE);
    }
  }

  /**
   * The deviation is the spread when everything is redrawn, which is done here 60 times: that is
   * itself uncertain by a tenth. Halves overestimate figures that depend on single neighbours.
   */
  @Test
  void deviationsAreCloseToThoseOfRedrawingEverythingAndRatherTooLarge() {
    double[] sum = new double[4];
    double[] squares = new double[4];
    double[] deviations = new double[4];
    int draws = 60;
    for (int draw = 0; draw < draws; draw++) {
      FloatTensor real = normal(60, 4, 100 + draw);
      FloatTensor generated = normal(60, 4, 1000 + draw);
      NeighbourDeviations found = NeighbourDeviations.of(real, generated, draw);
      SampleMeasures values = SampleMeasures.between(real, generated, draw);
      for (int i = 0; i < 4; i++) {
        double value = values.value(NeighbourParts.MEASURES.get(i));
        sum[i] += value;
        squares[i] += value * value;
        deviations[i] += found.of(NeighbourParts.MEASURES.get(i));
      }
    }
    for (int i = 0; i < 4; i++) {
      double strays = Math.sqrt((squares[i] - sum[i] * sum[i] / draws) / (draws - 1));
      assertThat(deviations[i] / draws / strays)
          .as(NeighbourParts.MEASURES.get(i).label())
          .isBetween(0.8, 1.8);
    }
  }

  @Test
  void intervalsOfSharesEndAtZeroAndOne() {
    NeighbourDeviations deviations = new NeighbourDeviations(0.01, 0.1, 0.2, 0.3);
    assertThat(deviations.low(Measure.PRECISION, 0.5)).isCloseTo(0.5 - 0.0196, CLOSE);
    assertThat(deviations.high(Measure.PRECISION, 0.5)).isCloseTo(0.5 + 0.0196, CLOSE);
    assertThat(deviations.low(Measure.RECALL, 0.1)).isZero();
    assertThat(deviations.high(Measure.COVERAGE, 0.9)).isEqualTo(1);
    assertThat(deviations.high(Measure.DENSITY, 0.9)).isCloseTo(0.9 + 0.392, CLOSE);
    assertThatThrownBy(() -> deviations.of(Measure.FRECHET_DISTANCE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NeighbourDeviations.of(normal(11, 2, 0), normal(11, 2, 1), 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("real features: expected at least 12 images but found 11; take more images");
    assertThatThrownBy(() -> NeighbourDeviations.of(normal(13, 2, 0), normal(12, 2, 1), 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "generated features: expected 13 images, as many as real ones but found 12; compare"
                + " equally many of all");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theClassifierScoreIsThatOfWholeMatrices(JsonNode numbers) {
    assertThat(ClassifierScore.of(rows(numbers.get("probabilities"))))
        .isCloseTo(numbers.get("classifier_score").doubleValue(), CLOSE);
  }

  @Test
  void theClassifierScoreIsOneForNoClassAndForOneClassAndNoiseDoesNotRaiseIt() {
    TensorShape six = TensorShape.of(6, 2);
    FloatTensor nothing = FloatTensor.of(six, new float[12]);
    FloatTensor oneClass = FloatTensor.of(six, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0);
    FloatTensor both = FloatTensor.of(six, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1);
    FloatTensor noisy = FloatTensor.of(six, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0);

    assertThat(ClassifierScore.of(nothing)).isCloseTo(1, CLOSE);
    assertThat(ClassifierScore.of(oneClass)).isCloseTo(1, CLOSE);
    assertThat(ClassifierScore.of(both)).isCloseTo(2, CLOSE);
    assertThat(ClassifierScore.of(noisy)).isBetween(1.0, 1.7);
  }

  @Test
  void theNearestRowsAreThoseOfTheSmallestDistances() {
    FloatTensor real = FloatTensor.of(TensorShape.of(4, 2), 0, 0, 3, 4, 1, 0, 0, 2);

    assertThat(NearestRows.of(real, FloatTensor.of(TensorShape.of(1, 2), 0, 0), 3))
        .isEqualTo(new NearestRows(List.of(0, 2, 3), List.of(0.0, 1.0, 2.0)));
  }

  /** Parts are drawn without replacement, so their mean estimates the distance of all images. */
  @Test
  void theKernelDistanceOfManyPartsIsCloseToThatOfAllImages() {
    FloatTensor real = normal(400, 4, 1);
    FloatTensor generated = normal(400, 4, 2);

    KernelDistance whole = KernelDistance.between(real, generated, 1, 400, 0);
    KernelDistance parts = KernelDistance.between(real, generated, 200, 100, 0);

    assertThat(parts.mean()).isCloseTo(whole.mean(), within(4 * parts.standardError()));
    assertThat(parts.deviation()).isPositive();
    assertThat(parts).isEqualTo(KernelDistance.between(real, generated, 200, 100, 0));
    assertThat(parts).isNotEqualTo(KernelDistance.between(real, generated, 200, 100, 1));
  }

  /** All 100 parts would take 100 times as long and give the same number, up to rounding. */
  @Test
  void partsOfAllImagesGiveTheKernelDistanceOfOnePart() {
    FloatTensor real = normal(60, 4, 1);
    FloatTensor generated = normal(60, 4, 2);

    KernelDistance whole = KernelDistance.between(real, generated, 1, 60, 0);

    assertThat(KernelDistance.between(real, generated, 7))
        .isEqualTo(new KernelDistance(whole.mean(), 0, 100));
  }

  @Test
  void aSetHasNoFrechetDistanceFromItselfAndCoversItself() {
    FloatTensor real = normal(200, 6, 3);

    assertThat(FrechetDistance.between(real, real)).isCloseTo(0, CLOSE);
    assertThat(PrecisionRecall.between(real, real)).isEqualTo(new PrecisionRecall(1, 1));
    assertThat(DensityCoverage.between(real, real).coverage()).isEqualTo(1);
  }

  @Test
  void oneImageRepeatedIsPreciseAndHasNearlyNoRecallAndCoverage() {
    FloatTensor real = normal(200, 3, 4);
    float[] repeated = new float[600];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = real.get(i % 3);
    }
    FloatTensor generated = FloatTensor.wrap(TensorShape.of(200, 3), repeated);

    PrecisionRecall manifolds = PrecisionRecall.between(real, generated);

    assertThat(manifolds).isEqualTo(new PrecisionRecall(1, 1.0 / 200));
    assertThat(DensityCoverage.between(real, generated).coverage()).isLessThan(0.1);
  }

  @Test
  void refusesTooFewImages() {
    assertThatThrownBy(() -> FrechetDistance.between(normal(6, 6, 0), normal(9, 6, 0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "real features: expected more images than features, at least 7 but found 6; take more"
                + " images, or measure the kernel distance, which needs no covariance");
    assertThatThrownBy(() -> PrecisionRecall.between(normal(9, 6, 0), normal(3, 6, 0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "generated features: expected more images than neighbours, at least 4 but found 3"
                + " images and 3 neighbours; take more images, or 1 neighbour or more");
    assertThatThrownBy(() -> KernelDistance.between(normal(9, 6, 0), normal(8, 6, 0), 5, 9, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "images of a part: expected 2 up to 8, all that both sets have but found 9; take other"
                + " parts, or more images");
  }

  @Test
  void refusesFeaturesOfAnotherNetworkAndNaN() {
    assertThatThrownBy(() -> FrechetDistance.between(normal(9, 6, 0), normal(9, 5, 0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "generated features: expected 6 for each image, as the real ones have but found 5; use"
                + " the same network for both");
    FloatTensor broken = FloatTensor.of(TensorShape.of(2, 1), 1, Float.NaN);
    assertThatThrownBy(() -> DensityCoverage.between(normal(9, 1, 0), broken))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "generated features[1]: expected a finite number but found NaN; give a finite number");
    FloatTensor images = FloatTensor.of(TensorShape.of(1, 1, 2), 1, 2);
    assertThatThrownBy(() -> PrecisionRecall.between(images, images))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "real features: expected a row of features for each image, [count, size] but found [1,"
                + " 1, 2]; take them from ImageClassifier.features");
  }
}
