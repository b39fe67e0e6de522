package org.ganforge.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.data.Colormap;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

class DataPlanTest {
  /** Ten images of one pixel, whose values are their numbers and whose labels repeat 0, 1, 2. */
  private final ImageDataset images =
      ImageDataset.of("digits", TensorShape.of(1, 1, 1), new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
          .withLabels(new byte[] {0, 1, 2, 0, 1, 2, 0, 1, 2, 0}, List.of());

  private final DataPlan all = DataPlan.of();

  private List<Integer> selected(DataPlan plan) {
    ImageDataset chosen = plan.select(images);
    return IntStream.range(0, chosen.count()).mapToObj(i -> (int) chosen.pixels().get(i)).toList();
  }

  private void refuses(DataPlan plan, String message) {
    assertThatThrownBy(() -> plan.select(images))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void theDefaultsAreAsDocumented() {
    assertThat(all)
        .isEqualTo(
            new DataPlan(null, ValueRange.MINUS_ONE_TO_ONE, 0, 0, null, null, Colormap.GRAY));
  }

  @Test
  void allImagesAreUsedByDefault() {
    assertThat(all.select(images)).isSameAs(images);
  }

  @Test
  void skipOmitsTheFirstImages() {
    assertThat(selected(all.withSkip(7))).containsExactly(7, 8, 9);
  }

  @Test
  void firstTakesTheFirstImages() {
    assertThat(selected(all.withFirst(3))).containsExactly(0, 1, 2);
    assertThat(selected(all.withFirst(10))).hasSize(10);
  }

  @Test
  void firstCountsAfterTheSkippedImages() {
    assertThat(selected(all.withSkip(4).withFirst(3))).containsExactly(4, 5, 6);
  }

  @Test
  void labelKeepsOneClass() {
    assertThat(selected(all.withLabel(2))).containsExactly(2, 5, 8);
    assertThat(selected(all.withLabel(0))).containsExactly(0, 3, 6, 9);
  }

  @Test
  void theClassIsSelectedFromTheRemainingImages() {
    assertThat(selected(all.withSkip(1).withFirst(5).withLabel(1))).containsExactly(1, 4);
  }

  @Test
  void moreImagesThanExistAreRefused() {
    refuses(
        all.withSkip(10),
        "data set digits: expected at least 11 images, since data.skip is 10 and data.first 0, but"
            + " found 10; use more images or change the two");
    refuses(
        all.withFirst(11),
        "data set digits: expected at least 11 images, since data.skip is 0 and data.first 11, but"
            + " found 10; use more images or change the two");
    refuses(
        all.withSkip(8).withFirst(3),
        "data set digits: expected at least 11 images, since data.skip is 8 and data.first 3, but"
            + " found 10; use more images or change the two");
    refuses(
        all.withSkip(Integer.MAX_VALUE).withFirst(Integer.MAX_VALUE),
        "data set digits: expected at least 4294967294 images, since data.skip is 2147483647 and"
            + " data.first 2147483647, but found 10; use more images or change the two");
  }

  @Test
  void aMissingClassIsRefused() {
    refuses(
        all.withLabel(7),
        "data set digits: expected one of the labels [0, 1, 2] but found 7; choose one of them");
    refuses(
        all.withSkip(4).withFirst(2).withLabel(0),
        "data set digits: expected one of the labels [1, 2] but found 0; choose one of them");
  }

  @Test
  void aClassOfImagesWithoutLabelsIsRefused() {
    ImageDataset plain = ImageDataset.of("plain", TensorShape.of(1, 1, 1), new byte[] {1});
    assertThatThrownBy(() -> all.withLabel(1).select(plain))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "data set plain: expected images with labels but found none;"
                + " give them with withLabels");
  }

  @Test
  void imagesOfAnotherShapeThanThePlanSaysAreRefused() {
    DataPlan wide = all.withImageShape(TensorShape.of(1, 2, 1));
    ImageDataset high = ImageDataset.of("high", TensorShape.of(2, 1, 1), new byte[4]);
    assertThatThrownBy(() -> wide.select(high))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "data set high: expected images [1, 2, 1], as data.image_shape says, but found [2, 1, 1];"
                + " change data.image_shape or use other images");
    assertThat(all.withImageShape(TensorShape.of(2, 1, 1)).select(high)).isSameAs(high);
  }

  @Test
  void onlyDisplayableShapesAreImageShapes() {
    assertThatThrownBy(() -> all.withImageShape(TensorShape.of(4, 4, 2)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "data image_shape: expected [height, width, channels] with 1 or 3 channels but found [4,"
                + " 4, 2]; give grey images one channel, as in [28, 28, 1]");
    assertThatThrownBy(
            () -> all.withColormap(Colormap.GRAY_R).withImageShape(TensorShape.of(4, 4, 3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "data colormap: expected gray, since the images [4, 4, 3] have colours, but found gray_r;"
                + " leave it out");
  }
}
