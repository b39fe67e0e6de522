package org.ganforge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.Measure;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
  private interface Pair {
    PairedDifference of(FloatTensor real, FloatTensor one, FloatTensor other, long seed);
  }

  private static FloatTensor normal(int count, double mean, Random random) {
    float[] values = new float[count * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + random.nextGaussian());
    }
    return FloatTensor.wrap(TensorShape.of(count, 3), values);
  }

  @Test
  void findsNoDifferenceBetweenASetAndItself() {
    Random random = new Random(1);
    FloatTensor real = normal(100, 0, random);
    FloatTensor samples = normal(100, 0.2, random);

    assertThat(PairedDifference.ofFrechet(real, samples, samples, 0))
        .isEqualTo(new PairedDifference(0, 0));
    assertThat(PairedDifference.ofKernel(real, samples, samples, 0))
        .isEqualTo(new PairedDifference(0, 0));
  }

  @Test
  void isNegativeIfTheFirstIsNearerToTheRealImages() {
    Random random = new Random(2);
    FloatTensor real = normal(300, 0, random);
    FloatTensor near = normal(300, 0.1, random);
    FloatTensor far = normal(300, 0.8, random);

    for (Pair pair : new Pair[] {PairedDifference::ofFrechet, PairedDifference::ofKernel}) {
      PairedDifference difference = pair.of(real, near, far, 0);
      assertThat(difference.high()).isNegative();
      assertThat(difference.isCertain()).isTrue();
      assertThat(pair.of(real, far, near, 0).difference()).isEqualTo(-difference.difference());
    }
    assertThat(PairedDifference.ofFrechet(real, near, far, 0).difference())
        .isEqualTo(FrechetDistance.between(real, near) - FrechetDistance.between(real, far));
  }

  @Test
  void neighbourMeasuresDifferAsTheyDoByThemselves() {
    Random random = new Random(5);
    FloatTensor real = normal(200, 0, random);
    FloatTensor near = normal(200, 0.1, random);
    FloatTensor far = normal(200, 1.5, random);

    Map<Measure, PairedDifference> found = PairedDifference.ofNeighbours(real, near, far, 0);

    SampleMeasures first = SampleMeasures.between(real, near, 0);
    SampleMeasures second = SampleMeasures.between(real, far, 0);
    assertThat(found.keySet()).containsExactlyElementsOf(NeighbourParts.MEASURES);
    found.forEach(
        (measure, difference) ->
            assertThat(difference.difference())
                .as(measure.label())
                .isEqualTo(first.value(measure) - second.value(measure)));
    assertThat(found.get(Measure.COVERAGE)).matches(PairedDifference::isCertain);
    assertThat(PairedDifference.ofNeighbours(real, near, near, 0).values())
        .containsOnly(new PairedDifference(0, 0));
  }

  /**
   * The deviation is the spread of the difference when everything is redrawn, which is done here 60
   * times. The deviation of those is itself uncertain by 1 / sqrt(2 * 60), a tenth; three times
   * that is nearly a third.
   */
  @Test
  void itsDeviationIsThatOfRedrawingEverything() {
    Random random = new Random(3);
    for (Pair pair : new Pair[] {PairedDifference::ofFrechet, PairedDifference::ofKernel}) {
      int draws = 60;
      double sum = 0;
      double squares = 0;
      double deviations = 0;
      for (int draw = 0; draw < draws; draw++) {
        PairedDifference found =
            pair.of(
                normal(120, 0, random), normal(120, 0.3, random), normal(120, 0.5, random), draw);
        sum += found.difference();
        squares += found.difference() * found.difference();
        deviations += found.deviation();
      }
      double strays = Math.sqrt((squares - sum * sum / draws) / (draws - 1));
      assertThat(deviations / draws / strays).isBetween(0.67, 1.5);
    }
  }

  @Test
  void refusesUnequalNumbersOfImagesAndTooFew() {
    Random random = new Random(4);
    FloatTensor eight = normal(8, 0, random);
    FloatTensor nine = normal(9, 0, random);
    FloatTensor six = normal(6, 0, random);

    assertThatThrownBy(() -> PairedDifference.ofKernel(eight, eight, nine, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "features of the second samples: expected 8 images, as many as real ones but found 9;"
                + " compare equally many of all");
    assertThatThrownBy(() -> PairedDifference.ofFrechet(six, six, six, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "real features: expected more images than features, at least 4 but found 3; take more"
                + " images, or measure the kernel distance, which needs no covariance");
    FloatTensor three = normal(3, 0, random);
    assertThatThrownBy(() -> PairedDifference.ofKernel(three, three, three, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("real features: expected at least 4 images but found 3; take more images");
  }
}
