package org.ganforge.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.ganforge.data.Appearance;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.evaluate.ClassAgreement;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.evaluate.FrechetDistance;
import org.ganforge.evaluate.JudgedSamples;
import org.ganforge.evaluate.NearestImages;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

/** Samples that are real images, in order, exact or with noise. */
class SampleNeighboursTest {
  private static final ValueRange RANGE = ValueRange.MINUS_ONE_TO_ONE;
  private static final ImageDataset IMAGES = PixelBackend.images();
  private static final PixelBackend.Rows ROWS = new PixelBackend.Rows(IMAGES, () -> {});

  private static JudgedSamples samples(FloatTensor images, ClassAgreement agreement) {
    return new JudgedSamples(
        ClassCoverage.of(IMAGES), ROWS.features(images, RANGE), images, 1, agreement);
  }

  private static FloatTensor learned(int... indices) {
    return IMAGES.images(RANGE, indices);
  }

  private static SampleNeighbours neighbours(RealFeatures real, FloatTensor images) {
    return SampleNeighbours.of(
        real,
        IMAGES,
        ROWS.features(images, RANGE),
        images,
        NearestImages.among(IMAGES, images, RANGE),
        RANGE);
  }

  @Test
  void showsCopiesFirstEachBesideItsOriginal() {
    RealFeatures real = RealFeatures.of(ROWS, IMAGES, null, 200, 0);
    int known = real.chosen().get(5);
    FloatTensor noisy = noisy(learned(7));
    FloatTensor samples = FloatTensor.concat(List.of(noisy, learned(known)));

    SampleNeighbours found = neighbours(real, samples);

    SampleNeighbours.Row copy = found.rows().get(0);
    assertThat(copy.sample()).isEqualTo(1);
    assertThat(copy.inPixels()).isEqualTo(known);
    assertThat(copy.inFeatures().get(0)).isEqualTo(known);
    assertThat(copy.distances().get(0)).isEqualTo(0);
    assertThat(copy.isCopy()).isTrue();
    SampleNeighbours.Row other = found.rows().get(1);
    assertThat(other.sample()).isEqualTo(0);
    assertThat(other.isCopy()).isFalse();
    // A row: the sample, four by features, one by pixels.
    assertThat(found.images().count()).isEqualTo(12);
    assertThat(found.images().example(0)).isEqualTo(found.images().example(1));
    assertThat(found.images().example(6)).isEqualTo(noisy.example(0));
    assertThat(found.images().example(11)).isEqualTo(learned(other.inPixels()).example(0));
    assertThat(found.grid(Appearance.of(RANGE)).toBufferedImage().getWidth()).isGreaterThan(6 * 64);
  }

  private static FloatTensor noisy(FloatTensor images) {
    float[] values = images.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += i % 2 == 0 ? 0.3f : -0.3f;
    }
    return FloatTensor.wrap(images.shape(), values);
  }

  /** Rows of numbers, as output by a Dense network. */
  @Test
  void showsRowsOfNumbersBesideImages() {
    RealFeatures real = RealFeatures.of(ROWS, IMAGES, null, 200, 0);
    FloatTensor rows = FloatTensor.wrap(TensorShape.of(1, 16), learned(3).toArray());

    assertThat(neighbours(real, rows).images().shape()).isEqualTo(TensorShape.of(6, 16));
  }

  /** Two alternating classes: all of class 0 are right, those of class 1 show class 0. */
  @Test
  void judgesEachClassSeparately() {
    RealFeatures real = RealFeatures.of(ROWS, IMAGES, null, 100, 0);
    int[] dark = IntStream.range(0, 100).map(i -> 2 * i).toArray();
    ClassAgreement agreement =
        new ClassAgreement(
            List.of("dark", "bright"), List.of(50, 50), List.of(50, 0), List.of(0, 0));

    ClassFigures figures =
        Objects.requireNonNull(ClassFigures.of(real, IMAGES, samples(learned(dark), agreement)));

    assertThat(figures.agreement().share()).isEqualTo(0.5);
    assertThat(figures.agreement().share(0)).isEqualTo(1);
    assertThat(figures.distances())
        .extracting(ClassFigures.ClassDistance::label)
        .containsExactly(0, 1);
    ClassFigures.ClassDistance right = figures.distances().get(0);
    ClassFigures.ClassDistance wrong = figures.distances().get(1);
    assertThat(right.frechetDistance()).isLessThan(5 * right.floor() + 0.01);
    assertThat(wrong.frechetDistance()).isGreaterThan(50 * wrong.floor());
    assertThat(right.frechetDistance())
        .isCloseTo(
            FrechetDistance.between(
                features(real, 0, right.count()),
                ROWS.features(learned(every4(right.count())), RANGE)),
            within(1e-9));
  }

  /** Returns the samples requested with class 0: every second one. */
  private static int[] every4(int count) {
    return IntStream.range(0, count).map(i -> 4 * i).toArray();
  }

  private static FloatTensor features(RealFeatures real, int label, int count) {
    int[] own =
        real.chosen().stream()
            .filter(index -> IMAGES.label(index) == label)
            .limit(count)
            .mapToInt(Integer::intValue)
            .toArray();
    return ROWS.features(learned(own), RANGE);
  }
}
