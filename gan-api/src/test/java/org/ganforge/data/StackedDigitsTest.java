package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;

class StackedDigitsTest {
  private static final ImageDataset DIGITS = HandwrittenDigits.of(200, 1);
  private static final ImageDataset STACKED = StackedDigits.of(DIGITS, 3000, 5);

  @Test
  void areImagesOfOneThousandClasses() {
    assertThat(STACKED).hasToString("stacked-digits: 3000 images [28, 28, 3]");
    assertThat(STACKED.classNames()).hasSize(1000).startsWith("000", "001").endsWith("999");
    assertThat(STACKED.classNames().get(407)).isEqualTo("407");
    assertThat(StackedDigits.isStacked(STACKED)).isTrue();
  }

  @Test
  void dependOnlyOnDigitsSeedAndPosition() {
    assertThat(StackedDigits.of(DIGITS, 40, 5).digest()).isEqualTo(STACKED.first(40).digest());
    assertThat(StackedDigits.of(DIGITS, 40, 6).digest()).isNotEqualTo(STACKED.first(40).digest());
    assertThat(StackedDigits.of(DIGITS.first(100), 40, 5).digest())
        .isNotEqualTo(STACKED.first(40).digest());
  }

  @Test
  void haveADigitOfTheirLabelInEachChannel() {
    for (int i = 0; i < 50; i++) {
      byte[] image = new byte[STACKED.imageShape().size()];
      STACKED.copy(i, image, 0);
      int label = STACKED.label(i);
      int[] shown = {label / 100, label / 10 % 10, label % 10};
      for (int channel = 0; channel < 3; channel++) {
        byte[] digit = new byte[28 * 28];
        for (int k = 0; k < digit.length; k++) {
          digit[k] = image[3 * k + channel];
        }
        assertThat(labelOf(digit)).isEqualTo(shown[channel]);
      }
    }
  }

  private int labelOf(byte[] image) {
    byte[] other = new byte[image.length];
    for (int i = 0; i < DIGITS.count(); i++) {
      DIGITS.copy(i, other, 0);
      if (Arrays.equals(image, other)) {
        return DIGITS.label(i);
      }
    }
    throw new AssertionError("no digit");
  }

  /** With 3,000 images each of the 1,000 classes has 3 on average; e^-3, 5 %, have none. */
  @Test
  void showEachClassAboutEquallyOften() {
    long shown = IntStream.range(0, 3000).map(STACKED::label).distinct().count();
    assertThat(shown).isBetween(920L, 980L);
    int[] firsts = new int[10];
    IntStream.range(0, 3000).forEach(i -> firsts[STACKED.label(i) / 100]++);
    assertThat(Arrays.stream(firsts)).allMatch(count -> count > 230 && count < 370);
  }

  @Test
  void canBeSeparatedAgain() {
    ImageDataset apart = StackedDigits.apart(STACKED);

    assertThat(apart).hasToString("channels-of-stacked-digits: 9000 images [28, 28, 1]");
    assertThat(apart.classNames()).isEqualTo(DIGITS.classNames());
    byte[] image = new byte[28 * 28];
    for (int i = 0; i < 30; i++) {
      apart.copy(i, image, 0);
      assertThat(apart.label(i)).isEqualTo(labelOf(image));
    }
  }

  @Test
  void nameClassesByCharacters() {
    ImageDataset two = images(1, 2, List.of("shirt", "shoe"));
    assertThat(StackedDigits.of(two, 8, 0).classNames())
        .containsExactly("000", "001", "010", "011", "100", "101", "110", "111");
    assertThat(StackedDigits.of(images(1, 12, List.of()), 8, 0).classNames())
        .hasSize(12 * 12 * 12)
        .endsWith("BBB");
  }

  private static ImageDataset images(int channels, int count, List<String> names) {
    TensorShape shape = TensorShape.of(2, 1, channels);
    int[] labels = IntStream.range(0, count).toArray();
    return ImageDataset.of("own", shape, new byte[count * shape.size()]).withLabels(labels, names);
  }

  @Test
  void areKnownByTheirClasses() {
    assertThat(StackedDigits.isStacked(DIGITS)).isFalse();
    assertThat(StackedDigits.isStacked(DrawnShapes.of(8, 8, 10, 0))).isFalse();
    assertThat(StackedDigits.isStacked(images(3, 2, List.of()))).isFalse();
    List<String> others = IntStream.range(0, 8).mapToObj(i -> "ab" + i).toList();
    assertThat(StackedDigits.isStacked(images(3, 8, others))).isFalse();
  }

  @Test
  void refuseColoursAndMoreClassesThanCharacters() {
    assertThatThrownBy(() -> StackedDigits.of(images(3, 2, List.of()), 8, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "digits to stack: expected grey images, [height, width, 1] but found [2, 1, 3];"
                + " use grey ones");
    assertThatThrownBy(() -> StackedDigits.of(images(1, 37, List.of()), 8, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "digits to stack: expected at most 36 classes but found 37; stack images of fewer"
                + " classes");
  }
}
