package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class ScoreHistogramTest {
  @Test
  void countsEachScoreInOneBin() {
    List<Double> shares = ScoreHistogram.percentages(List.of(0.0, 0.01, 0.5, 1.0), 0, 1.0 / 40);

    assertThat(shares).hasSize(40);
    assertThat(shares.get(0)).isEqualTo(50);
    assertThat(shares.get(20)).isEqualTo(25);
    assertThat(shares.get(39)).isEqualTo(25);
    assertThat(Collections.frequency(shares, 0.0)).isEqualTo(37);
  }

  @Test
  void drawsKindsOfImagesEvenIfAllScoresAreEqual() {
    ScoreHistogram one = ScoreHistogram.of().with("Learned", List.of(0.5, 0.5));
    BufferedImage alike = one.toBufferedImage();
    BufferedImage both = one.with("Samples", List.of(0.1, 0.2)).toBufferedImage();

    assertThat(alike.getWidth()).isEqualTo(720);
    assertThat(pixels(both)).isNotEqualTo(pixels(alike));
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, 720);
  }

  @Test
  void refusesMissingScoresAndNaN() {
    assertThatThrownBy(() -> ScoreHistogram.of().with("Test", List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("scores of Test: expected at least one but found none; score some images");
    assertThatThrownBy(() -> ScoreHistogram.of().with("Test", List.of(Double.NaN)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("score of Test: expected a finite number but found NaN; give a finite number");
  }
}
