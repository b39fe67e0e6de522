package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

class MixedImagesTest {
  /** Real images are 0, 1, ..., 19; fakes are 100, ..., 129. */
  private static final FloatTensor REAL = numbered(20, 0);

  private static final FloatTensor FAKES = numbered(30, 100);

  @Test
  void showsEveryImageOnceAndKnowsWhichAreReal() {
    MixedImages mixed = MixedImages.of(REAL, FAKES, 7);
    assertThat(mixed.images().shape()).isEqualTo(TensorShape.of(50, 1, 2, 1));
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      int number = (int) mixed.images().get(2 * i);
      assertThat(mixed.images().get(2 * i + 1)).isEqualTo(number + 0.5f);
      assertThat(mixed.isReal(i)).isEqualTo(number < 100);
      seen.add(number);
    }
    List<Integer> all =
        IntStream.concat(IntStream.range(0, 20), IntStream.range(100, 130)).boxed().toList();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all).isNotEqualTo(all);
  }

  @Test
  void mixesTheSameWayOnlyForTheSameSeed() {
    FloatTensor images = MixedImages.of(REAL, FAKES, 7).images();
    assertThat(MixedImages.of(REAL, FAKES, 7).images()).isEqualTo(images);
    assertThat(MixedImages.of(REAL, FAKES, 8).images()).isNotEqualTo(images);
  }

  /**
   * Over 2,000 seeds, a real image is first about 800 times: 40 %, with a deviation of 22. The
   * limit is six deviations, a false alarm once in 500 million times.
   */
  @Test
  void prefersNeitherKindAtAnyPosition() {
    for (int place : new int[] {0, 25, 49}) {
      int at = place;
      long real =
          IntStream.range(0, 2000)
              .filter(seed -> MixedImages.of(REAL, FAKES, seed).isReal(at))
              .count();
      assertThat(real).isBetween(800L - 132, 800L + 132);
    }
  }

  @Test
  void outlinesTheFakesInRed() {
    MixedImages mixed = MixedImages.of(REAL, FAKES, 7);
    List<Annotation> outlines = mixed.outlines();
    for (int i = 0; i < 50; i++) {
      assertThat(outlines.get(i).title()).isEmpty();
      assertThat(outlines.get(i).outline()).isEqualTo(mixed.isReal(i) ? null : Annotation.FAKE);
    }
  }

  @Test
  void writesScoresInGreenOverRealImagesAndInRedOverFakes() {
    MixedImages mixed = MixedImages.of(REAL, FAKES, 7);
    float[] scores = new float[50];
    for (int i = 0; i < 50; i++) {
      scores[i] = mixed.images().get(2 * i) / 200;
    }
    List<Annotation> titles = mixed.scores(FloatTensor.of(TensorShape.of(50, 1), scores));
    int real = IntStream.range(0, 50).filter(i -> mixed.images().get(2 * i) == 14).sum();
    int fake = IntStream.range(0, 50).filter(i -> mixed.images().get(2 * i) == 128).sum();
    assertThat(titles.get(real)).isEqualTo(new Annotation("0.07", Annotation.REAL, null));
    assertThat(titles.get(fake)).isEqualTo(new Annotation("0.64", Annotation.FAKE, null));
  }

  @Test
  void refusesImagesOfTwoShapes() {
    FloatTensor rows = FloatTensor.of(TensorShape.of(1, 2), 1, 2);
    assertThatThrownBy(() -> MixedImages.of(REAL, rows, 7))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "mixed images: expected generated images of the real ones' shape [1, 2, 1]"
                + " but found [1, 2]; give two batches of the same kind");
  }

  @Test
  void refusesScoresOfOtherImages() {
    MixedImages mixed = MixedImages.of(REAL, FAKES, 7);
    FloatTensor scores = FloatTensor.of(TensorShape.of(2, 1), 1, 2);
    assertThatThrownBy(() -> mixed.scores(scores))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "scores of mixed images: expected 50 numbers, one for each image but found [2, 1];"
                + " score the mixed images, all of them");
  }

  private static FloatTensor numbered(int count, int first) {
    float[] values = new float[2 * count];
    for (int i = 0; i < count; i++) {
      values[2 * i] = first + i;
      values[2 * i + 1] = first + i + 0.5f;
    }
    return FloatTensor.wrap(TensorShape.of(count, 1, 2, 1), values);
  }
}
