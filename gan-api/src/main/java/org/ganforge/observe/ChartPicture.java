package org.ganforge.observe;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Puts drawn charts into one picture that makes a small file. */
final class ChartPicture {
  /** 255 / 15: each channel keeps 16 levels, which smooth lines do not need more of. */
  private static final int STEP = 17;

  private ChartPicture() {}

  /** Returns the charts side by side, 24-bit RGB. */
  static BufferedImage of(BufferedImage... charts) {
    int width = Arrays.stream(charts).mapToInt(BufferedImage::getWidth).sum();
    int height = Arrays.stream(charts).mapToInt(BufferedImage::getHeight).max().orElse(1);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    int left = 0;
    for (BufferedImage chart : charts) {
      graphics.drawImage(chart, left, 0, null);
      left += chart.getWidth();
    }
    graphics.dispose();
    reduce(picture);
    return picture;
  }

  /** Noisy curves have thousands of colours in between; PNG packs few of them twice as well. */
  private static void reduce(BufferedImage picture) {
    int[] line = new int[3 * picture.getWidth()];
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRaster().getPixels(0, y, picture.getWidth(), 1, line);
      for (int i = 0; i < line.length; i++) {
        line[i] = (line[i] + STEP / 2) / STEP * STEP;
      }
      picture.getRaster().setPixels(0, y, picture.getWidth(), 1, line);
    }
  }
}
