package org.ganforge.tf.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.evaluate.NearestImages;
import org.ganforge.evaluate.SampleMeasures;
import org.ganforge.layer.FloatTensor;

/**
 * Measures of forgeries against real images. The bounds were written down before the measures
 * existed; the data set has ten classes of about the same size.
 *
 * @param learned the images that a generator would learn from, and that samples are compared with
 */
record ForgeryTable(
    ImageDataset learned,
    Map<Forgery, SampleMeasures> measures,
    Map<Forgery, ClassCoverage> classes,
    double copied) {
  static ForgeryTable of(
      ImageClassifier classifier, ImageDataset learned, ImageDataset unseen, int count) {
    ValueRange range = ValueRange.ZERO_TO_ONE;
    FloatTensor real =
        classifier.features(
            Forgery.all(learned.slice(learned.count() - count, learned.count())), range);
    Map<Forgery, SampleMeasures> measures = new EnumMap<>(Forgery.class);
    Map<Forgery, ClassCoverage> classes = new EnumMap<>(Forgery.class);
    for (Forgery forgery : Forgery.values()) {
      FloatTensor images = forgery.images(learned, unseen, count);
      measures.put(forgery, SampleMeasures.between(real, classifier.features(images, range), 0));
      classes.put(
          forgery, ClassCoverage.of(classifier.classNames(), classifier.classify(images, range)));
    }
    FloatTensor copies = Forgery.COPIES.images(learned, unseen, 100);
    double copied = NearestImages.among(learned, copies, range).copies();
    return new ForgeryTable(learned, measures, classes, copied);
  }

  SampleMeasures of(Forgery forgery) {
    return Objects.requireNonNull(measures.get(forgery));
  }

  ClassCoverage classes(Forgery forgery) {
    return Objects.requireNonNull(classes.get(forgery));
  }

  void print() {
    measures.forEach(
        (forgery, of) ->
            System.out.println(
                String.format(
                    Locale.ROOT,
                    "%s %-16s frechet %9.3f  kernel %9.4f  precision %.3f  recall %.3f  density"
                        + " %.3f  coverage %.3f  none %.3f",
                    learned.name(),
                    forgery,
                    of.frechetDistance(),
                    of.kernelDistance().mean(),
                    of.manifolds().precision(),
                    of.manifolds().recall(),
                    of.balls().density(),
                    of.balls().coverage(),
                    classes(forgery).noneShare())));
  }

  /**
   * Checks the bounds.
   *
   * @param blurred the upper bound on the precision of blurred images, as a share of the real
   *     images' precision
   * @param absent the upper bound on the share of a class that does not occur
   */
  void check(double blurred, double absent) {
    SampleMeasures real = of(Forgery.REAL);
    assertThat(real.manifolds().precision()).isGreaterThan(0.6);
    assertThat(real.manifolds().recall()).isGreaterThan(0.6);
    assertThat(real.balls().density()).isBetween(0.7, 1.3);
    assertThat(real.balls().coverage()).isGreaterThan(0.8);
    for (Forgery nothing : List.of(Forgery.GREY, Forgery.NOISE)) {
      SampleMeasures of = of(nothing);
      assertThat(of.manifolds().precision()).as(nothing + "").isLessThan(0.02);
      assertThat(of.manifolds().recall()).as(nothing + "").isLessThan(0.02);
      assertThat(of.balls().density()).as(nothing + "").isLessThan(0.02);
      assertThat(of.balls().coverage()).as(nothing + "").isLessThan(0.02);
      assertThat(classes(nothing).noneShare()).as(nothing + "").isGreaterThan(0.98);
      assertThat(of.frechetDistance()).isGreaterThan(20 * real.frechetDistance());
      for (Forgery other : List.of(Forgery.BLURRED, Forgery.HALF_THE_CLASSES, Forgery.COPIES)) {
        assertThat(of.frechetDistance())
            .as(nothing + " " + other)
            .isGreaterThan(of(other).frechetDistance());
      }
    }
    assertThat(of(Forgery.BLURRED).manifolds().precision())
        .isLessThan(blurred * real.manifolds().precision());
    SampleMeasures repeated = of(Forgery.ONE_REPEATED);
    assertThat(repeated.manifolds().recall()).isLessThan(0.02);
    assertThat(repeated.balls().coverage()).isLessThan(0.02);
    checkHalf(of(Forgery.HALF_THE_CLASSES), real, absent);
    SampleMeasures copies = of(Forgery.COPIES);
    assertThat(copies.frechetDistance()).isLessThan(1.5 * real.frechetDistance());
    assertThat(copied).isEqualTo(1);
  }

  private void checkHalf(SampleMeasures half, SampleMeasures real, double absent) {
    assertThat(half.manifolds().recall()).isBetween(0.3, 0.7 * real.manifolds().recall());
    assertThat(half.balls().coverage()).isBetween(0.3, 0.7 * real.balls().coverage());
    // By the classifier's own mistakes, a few samples seem to show absent classes.
    for (int label = 5; label < 10; label++) {
      assertThat(classes(Forgery.HALF_THE_CLASSES).share(label)).isLessThan(absent);
    }
  }
}
