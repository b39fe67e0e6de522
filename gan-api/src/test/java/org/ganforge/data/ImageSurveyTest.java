package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.data.ImageSurvey.Size;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSurveyTest {
  private static ImageSurvey of(List<Size> sizes, int coloured) {
    return new ImageSurvey(1000, sizes, 5, coloured);
  }

  @ParameterizedTest
  @CsvSource({"28, 28", "32, 48", "128, 64", "4, 4"})
  void picturesOfOneSizeKeepIt(int width, int height) {
    assertThat(of(Collections.nCopies(20, new Size(width, height)), 3).form())
        .hasToString(
            width + " x " + height + " RGB: the pictures' own size; 3 of 5 pictures have colours");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 800, 128",
    "178, 218, 128",
    "130, 130, 128",
    "102, 300, 64",
    "103, 300, 128",
    "60, 60, 64",
    "50, 51, 32",
    "52, 90, 64",
    "30, 30, 32",
    "25, 40, 24",
    "9, 9, 8",
    "3, 3, 8"
  })
  void otherPicturesBecomeSquaresThatNetworksCanHalve(int width, int height, int side) {
    List<Size> sizes =
        IntStream.range(0, 40).mapToObj(i -> new Size(width, height + i % 2)).toList();
    assertThat(of(sizes, 1).form().shape().dims()).containsExactly(side, side, 3);
  }

  @Test
  void aSurveyWithoutPicturesHasNoForm() {
    assertThatThrownBy(() -> of(List.of(), 0).form())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "picture survey: expected the size of at least one picture but found none; give one, or"
                + " choose a size");
  }

  @Test
  void aFewSmallPicturesDoNotMakeAllSmall() {
    List<Size> sizes =
        IntStream.range(0, 100).mapToObj(i -> i < 9 ? new Size(10, 10) : new Size(70, 80)).toList();
    assertThat(of(sizes, 0).form())
        .hasToString(
            "64 x 64 grey: the short sides are 10 to 70 pixels, nine of ten at least 70; 0 of 5"
                + " pictures have colours");
    assertThat(of(sizes, 0).form(32).shape().dims()).containsExactly(32, 32, 1);
  }
}
