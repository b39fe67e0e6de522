package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InkCanvasTest {
  private final InkCanvas canvas = new InkCanvas(8);

  @Test
  void startsBlack() {
    assertThat(pixels()).containsOnly((byte) 0);
  }

  @Test
  void inkFadesOverTheEdgeOfTheLine() {
    // Along y = 3.5, half width 1: the centres of rows 3, 4, 5 are 0, 1, 2 away from it.
    canvas.line(new Point(2.5, 3.5), 1, new Point(5.5, 3.5), 1);

    assertThat(at(4, 3)).isEqualTo(255);
    assertThat(at(4, 4)).isEqualTo(128);
    assertThat(at(4, 2)).isEqualTo(128);
    assertThat(at(4, 5)).isZero();
    // Beyond its ends the line is round: (1.5, 3.5) is 1 away from (2.5, 3.5).
    assertThat(at(1, 3)).isEqualTo(128);
    assertThat(at(0, 3)).isZero();
  }

  @Test
  void halfWidthChangesLinearlyAlongTheLine() {
    // In the middle the half width is 1.5: half a pixel over the centre one pixel away.
    canvas.line(new Point(1.5, 3.5), 1, new Point(5.5, 3.5), 2);
    assertThat(at(3, 4)).isEqualTo((int) Math.round(255 * (0.5 + 0.5 / 1.2)));
  }

  @Test
  void aSecondLineNeverDarkensTheFirst() {
    canvas.line(new Point(2.5, 3.5), 1, new Point(5.5, 3.5), 1);
    canvas.line(new Point(2.5, 5.5), 1, new Point(5.5, 5.5), 1);
    assertThat(at(4, 3)).isEqualTo(255);
    assertThat(at(4, 4)).isEqualTo(128);
  }

  @Test
  void aLineOfNoLengthIsADot() {
    canvas.line(new Point(3.5, 3.5), 1, new Point(3.5, 3.5), 1);
    assertThat(at(3, 3)).isEqualTo(255);
    assertThat(at(3, 4)).isEqualTo(128);
    assertThat(at(4, 4)).isEqualTo((int) Math.round(255 * (0.5 + (1 - Math.sqrt(2)) / 1.2)));
  }

  @Test
  void clipsLinesOutside() {
    canvas.line(new Point(-20, -20), 3, new Point(30, 30), 3);
    assertThat(at(0, 0)).isEqualTo(255);
    assertThat(at(7, 7)).isEqualTo(255);
    assertThat(at(7, 0)).isZero();
  }

  private int at(int x, int y) {
    return pixels()[y * 8 + x] & 0xff;
  }

  private byte[] pixels() {
    byte[] pixels = new byte[64];
    canvas.copyTo(pixels, 0);
    return pixels;
  }
}
