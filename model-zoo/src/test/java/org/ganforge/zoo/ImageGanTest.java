package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageGanTest {
  static List<TensorShape> noPictures() {
    return List.of(
        TensorShape.of(64),
        TensorShape.of(64, 64),
        TensorShape.of(7, 64, 3),
        TensorShape.of(64, 129, 3),
        TensorShape.of(64, 64, 2),
        TensorShape.of(64, 64, 4));
  }

  private static void assertFits(int height, int width) {
    for (int channels : List.of(1, 3)) {
      TensorShape shape = TensorShape.of(height, width, channels);
      Gan gan = ImageGan.of("pictures", shape, 1000);
      assertThat(gan.generator().outputShape()).isEqualTo(shape);
      assertThat(gan.discriminator().inputShape()).isEqualTo(shape);
    }
  }

  @Test
  void everyHeightAndWidthGivesNetworksOfThatShape() {
    for (int height = 8; height <= 128; height += 8) {
      for (int width = 12; width <= 128; width += 8) {
        assertFits(height, width);
      }
    }
  }

  @Test
  void aSideNeedNotBeAMultipleOfAnything() {
    for (int side = 8; side <= 128; side++) {
      assertFits(side, side);
    }
  }

  @ParameterizedTest
  @MethodSource("noPictures")
  void anyOtherShapeIsRefused(TensorShape shape) {
    assertThatThrownBy(() -> ImageGan.of("pictures", shape, 1000))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "image shape: expected [height, width, channels] with sides of 8 to 128 pixels and 1 or"
                + " 3 channels but found "
                + shape
                + "; choose another size, or write a spec of your own");
  }

  @Test
  void noPicturesAtAllAreRefused() {
    assertThatThrownBy(() -> ImageGan.of("pictures", TensorShape.of(64, 64, 3), 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("count: expected a whole number of at least 1 but found 0; give 1 or more");
  }

  @Test
  void aSpecOfItIsReadBackTheSame() {
    Stream.of(TensorShape.of(28, 28, 1), TensorShape.of(100, 60, 3))
        .map(shape -> ImageGan.of("pictures", shape, 1000))
        .forEach(gan -> assertThat(GanJson.read(GanJson.write(gan))).isEqualTo(gan));
  }
}
