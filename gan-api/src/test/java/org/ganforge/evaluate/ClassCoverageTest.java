package org.ganforge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ganforge.ImageClassifier.NONE;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

/** The expected numbers were computed by hand. */
class ClassCoverageTest {
  private static final List<String> NAMES = List.of("circle", "square", "star", "line");

  @Test
  void countsTheLabels() {
    ClassCoverage coverage = ClassCoverage.of(NAMES, 0, 2, 0, 1);

    assertThat(coverage).isEqualTo(ClassCoverage.ofCounts(NAMES, List.of(2, 1, 1, 0)));
    assertThat(coverage.total()).isEqualTo(4);
    assertThat(coverage.share(0)).isEqualTo(0.5);
    assertThat(coverage.shares()).containsExactly(0.5, 0.25, 0.25, 0.0);
    assertThat(coverage.missing()).containsExactly("line");
  }

  @Test
  void imagesThatShowNoClassAreCountedSeparately() {
    ClassCoverage coverage = ClassCoverage.of(NAMES, 0, NONE, 0, 2, NONE, NONE, NONE, NONE);

    assertThat(coverage).isEqualTo(new ClassCoverage(NAMES, List.of(2, 0, 1, 0), 5));
    assertThat(coverage.total()).isEqualTo(8);
    assertThat(coverage.shares()).containsExactly(0.25, 0.0, 0.125, 0.0);
    assertThat(coverage.noneShare()).isEqualTo(0.625);
    assertThat(coverage.missing()).containsExactly("square", "line");
    // Against 1/2 0 1/2 0: a quarter, three eighths, and all that show none.
    assertThat(coverage.distanceFrom(ClassCoverage.ofCounts(NAMES, List.of(1, 0, 1, 0))))
        .isEqualTo((0.25 + 0.375 + 0.625) / 2);
    // Of the three that show a class.
    assertThat(coverage.entropy())
        .isCloseTo(ClassCoverage.ofCounts(NAMES, List.of(2, 0, 1, 0)).entropy(), within(1e-15));
  }

  @Test
  void imagesWithoutAnyClassAreAsFarFromTheDataAsPossible() {
    ClassCoverage grey = ClassCoverage.of(NAMES, NONE, NONE);

    assertThat(grey.distanceFrom(ClassCoverage.ofCounts(NAMES, List.of(0, 9, 0, 0))))
        .isEqualTo(1.0);
    assertThat(grey.missing()).isEqualTo(NAMES);
    assertThat(grey.noneShare()).isEqualTo(1.0);
    assertThat(grey.entropy()).isEqualTo(0.0);
    assertThat(grey.distanceFrom(grey)).isEqualTo(0.0);
  }

  /** Ten tenths plus one are more than 2 in floating point. */
  @Test
  void noDistanceIsGreaterThanOne() {
    List<String> digits = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    ClassCoverage even = ClassCoverage.ofCounts(digits, Collections.nCopies(10, 20));

    assertThat(new ClassCoverage(digits, Collections.nCopies(10, 0), 5).distanceFrom(even))
        .isEqualTo(1.0);
  }

  @Test
  void nothingIsMissingIfEveryClassHasAnImage() {
    assertThat(ClassCoverage.of(NAMES, 3, 1, 2, 0).missing()).isEmpty();
  }

  @Test
  void countsTheLabelsOfADataSetWithItsNames() {
    ImageDataset images = images(4).withLabels(new byte[] {3, 3, 0, 3}, NAMES);

    assertThat(ClassCoverage.of(images))
        .isEqualTo(ClassCoverage.ofCounts(NAMES, List.of(1, 0, 0, 3)));
  }

  @Test
  void namesClassesByTheirNumbersIfUnnamed() {
    ImageDataset images = images(3).withLabels(new byte[] {0, 2, 2}, List.of());

    assertThat(ClassCoverage.of(images))
        .isEqualTo(ClassCoverage.ofCounts(List.of("0", "1", "2"), List.of(1, 0, 2)));
  }

  @Test
  void takesLabelsAbove127AsUnsigned() {
    ImageDataset images = images(2).withLabels(new byte[] {0, (byte) 200}, List.of());

    assertThat(ClassCoverage.of(images).counts()).hasSize(201).endsWith(1);
  }

  @Test
  void entropyIsInBits() {
    // 1/2 * 1 + 1/4 * 2 + 1/4 * 2
    assertThat(ClassCoverage.ofCounts(NAMES, List.of(2, 1, 1, 0)).entropy()).isEqualTo(1.5);
    assertThat(ClassCoverage.ofCounts(NAMES, List.of(7, 7, 7, 7)).entropy()).isEqualTo(2.0);
    assertThat(ClassCoverage.ofCounts(NAMES, List.of(0, 9, 0, 0)).entropy()).isEqualTo(0.0);
  }

  @Test
  void countsCoveredClasses() {
    assertThat(ClassCoverage.ofCounts(NAMES, List.of(2, 1, 1, 0)).covered()).isEqualTo(3);
    assertThat(ClassCoverage.of(NAMES, NONE).covered()).isZero();
  }

  @Test
  void divergenceFromUniformIsInNats() {
    // 1/2 ln(4/2) + 2 * 1/4 ln(4/4)
    assertThat(ClassCoverage.ofCounts(NAMES, List.of(2, 1, 1, 0)).divergenceFromUniform())
        .isCloseTo(Math.log(2) / 2, within(1e-12));
    assertThat(ClassCoverage.ofCounts(NAMES, List.of(7, 7, 7, 7)).divergenceFromUniform()).isZero();
    // Those that show no class are ignored; the first class has all others.
    assertThat(new ClassCoverage(NAMES, List.of(5, 0, 0, 0), 3).divergenceFromUniform())
        .isCloseTo(Math.log(4), within(1e-12));
    assertThat(ClassCoverage.of(NAMES, NONE).divergenceFromUniform())
        .isCloseTo(Math.log(4), within(1e-12));
  }

  @Test
  void distanceFromUniformIsTheExcessOfTheFrequentClasses() {
    // |1/2 - 1/4| above, |0 - 1/4| below
    assertThat(ClassCoverage.ofCounts(NAMES, List.of(2, 1, 1, 0)).distanceFromUniform())
        .isEqualTo(0.25);
    assertThat(ClassCoverage.ofCounts(NAMES, List.of(0, 0, 5, 0)).distanceFromUniform())
        .isEqualTo(0.75);
    assertThat(ClassCoverage.ofCounts(NAMES, List.of(3, 3, 3, 3)).distanceFromUniform())
        .isEqualTo(0.0);
  }

  @Test
  void distanceComparesSharesNotCounts() {
    ClassCoverage few = ClassCoverage.ofCounts(NAMES, List.of(1, 2, 0, 1));
    ClassCoverage many = ClassCoverage.ofCounts(NAMES, List.of(100, 200, 0, 100));
    ClassCoverage others = ClassCoverage.ofCounts(NAMES, List.of(0, 30, 10, 0));

    assertThat(few.distanceFrom(many)).isEqualTo(0.0);
    // shares 1/4 2/4 0 1/4 against 0 3/4 1/4 0
    assertThat(few.distanceFrom(others)).isCloseTo(0.5, within(1e-15));
    assertThat(others.distanceFrom(many)).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void distanceIsOneIfNoClassIsShared() {
    ClassCoverage one = ClassCoverage.ofCounts(NAMES, List.of(3, 1, 0, 0));
    ClassCoverage other = ClassCoverage.ofCounts(NAMES, List.of(0, 0, 2, 9));

    assertThat(one.distanceFrom(other)).isCloseTo(1.0, within(1e-15));
  }

  @Test
  void refusesToCompareOtherClasses() {
    ClassCoverage digits = ClassCoverage.of(List.of("0", "1"), 0);

    refused(
        () -> ClassCoverage.of(NAMES, 0).distanceFrom(digits),
        "class coverage: expected the classes [circle, square, star, line] but found [0, 1];"
            + " compare images of the same classes");
  }

  @Test
  void refusesAMissingCount() {
    refused(
        () -> ClassCoverage.ofCounts(NAMES, List.of(1, 2, 3)),
        "class coverage: expected 4 counts, one for each class but found 3;"
            + " give as many counts as class names");
  }

  @Test
  void refusesANegativeCount() {
    refused(
        () -> ClassCoverage.ofCounts(NAMES, List.of(1, 2, -3, 4)),
        "class coverage of \"star\": expected a whole number of at least 0 but found -3;"
            + " give 0 or more");
  }

  @Test
  void refusesANegativeCountOfNone() {
    refused(
        () -> new ClassCoverage(NAMES, List.of(1, 2, 3, 4), -1),
        "class coverage of none: expected a whole number of at least 0 but found -1; give 0 or"
            + " more");
  }

  @Test
  void refusesNoImages() {
    refused(
        () -> ClassCoverage.of(NAMES),
        "class coverage: expected at least one image but found none; count some images");
  }

  @Test
  void refusesALabelWithoutAClass() {
    refused(
        () -> ClassCoverage.of(NAMES, 0, 4),
        "class coverage: expected labels from 0 up to, but not including, 4, the number of classes"
            + " but found label 4 at image 1; name every class");
  }

  @Test
  void refusesImagesWithoutLabels() {
    refused(
        () -> ClassCoverage.of(images(2)),
        "data set shapes: expected images with labels but found none; give them with withLabels");
  }

  private static ImageDataset images(int count) {
    return ImageDataset.of("shapes", TensorShape.of(2, 2, 1), new byte[4 * count]);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }

  @Test
  void missesOnlyClassesOfTheData() {
    ClassCoverage samples = ClassCoverage.ofCounts(List.of("a", "b", "c"), List.of(3, 0, 0));
    ClassCoverage data = ClassCoverage.ofCounts(List.of("a", "b", "c"), List.of(5, 5, 0));
    assertThat(samples.missingFrom(data)).containsExactly("b");
    assertThat(samples.missing()).containsExactly("b", "c");
  }
}
