package org.ganforge.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

class NearestImagesTest {
  private static final TensorShape PAIR = TensorShape.of(1, 2, 1);

  @Test
  void findsTheNearestAndItsDistance() {
    ImageDataset data =
        ImageDataset.of("three", PAIR, new byte[] {0, 0, (byte) 255, 0, (byte) 255, (byte) 255});
    FloatTensor generated = FloatTensor.of(PAIR.times(2), 1, 0.2f, 0.4f, 0.2f);

    NearestImages nearest = NearestImages.among(data, generated, ValueRange.ZERO_TO_ONE);

    // 0.2 is 51 shades, 0.4 is 102.
    assertThat(nearest.indices()).containsExactly(1, 0);
    assertThat(nearest.differences().get(0)).isCloseTo(0.2 / Math.sqrt(2), within(1e-12));
    assertThat(nearest.differences().get(1)).isCloseTo(Math.sqrt((0.16 + 0.04) / 2), within(1e-12));
    assertThat(nearest.copies()).isEqualTo(0);
  }

  @Test
  void copiesAreFoundAlthoughTheirNumbersAreNotExact() {
    ImageDataset digits = HandwrittenDigits.of(300, 3);
    int[] all = IntStream.range(0, 300).toArray();
    float[] near = digits.images(ValueRange.MINUS_ONE_TO_ONE, all).toArray();
    for (int i = 0; i < near.length; i++) {
      near[i] = Math.max(-1, Math.min(1, near[i] + (i % 3 - 1) * 0.03f));
    }
    FloatTensor copies = FloatTensor.wrap(digits.imageShape().times(300), near);

    NearestImages nearest = NearestImages.among(digits, copies, ValueRange.MINUS_ONE_TO_ONE);

    assertThat(nearest.copies()).isEqualTo(1);
    assertThat(nearest.indices())
        .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
  }

  @Test
  void copiesAreFoundWhereverTheyLieInALargeSet() {
    ImageDataset digits = HandwrittenDigits.of(3_000, 3);
    FloatTensor copies = digits.images(ValueRange.ZERO_TO_ONE, 2_999, 1_500, 0);

    NearestImages nearest = NearestImages.among(digits, copies, ValueRange.ZERO_TO_ONE);

    assertThat(nearest.indices()).containsExactly(2_999, 1_500, 0);
    assertThat(nearest.differences()).containsOnly(0.0);
  }

  @Test
  void otherImagesOfTheSameKindAreNotCopies() {
    ImageDataset digits = HandwrittenDigits.of(1_000, 3);
    ImageDataset others = HandwrittenDigits.of(200, 4);
    FloatTensor images = others.images(ValueRange.ZERO_TO_ONE, IntStream.range(0, 200).toArray());

    assertThat(NearestImages.among(digits, images, ValueRange.ZERO_TO_ONE).copies()).isEqualTo(0);
  }

  @Test
  void refusesImagesOfAnotherSizeAndNaN() {
    ImageDataset data = ImageDataset.of("pairs", PAIR, new byte[2]);
    FloatTensor larger = FloatTensor.of(TensorShape.of(1, 3), 0, 0, 0);
    FloatTensor broken = FloatTensor.of(TensorShape.of(1, 2), 0, Float.NaN);

    assertThatThrownBy(() -> NearestImages.among(data, larger, ValueRange.ZERO_TO_ONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "generated images: expected images [1, 2, 1], as data set pairs has them but found [1,"
                + " 3]; compare images of one size");
    assertThatThrownBy(() -> NearestImages.among(data, broken, ValueRange.ZERO_TO_ONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("image 0: expected a finite number but found NaN; give a finite number");
    assertThatThrownBy(() -> new NearestImages(List.of(1), List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "nearest images: expected 1 differences, one for each image but found 0; give as many"
                + " differences as indices");
  }
}
