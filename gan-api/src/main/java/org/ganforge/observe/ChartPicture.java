package org.ganforge.observe;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Combines charts into one picture that compresses well. */
final class ChartPicture {
  /** 255 / 15: each channel keeps 16 levels, enough for smooth lines. */
  private static final int STEP = 17;

  private ChartPicture() {}

  /** Returns the charts side by side, 24-bit RGB. */
  static BufferedImage of(BufferedImage... charts) {
    return ofRows(List.of(List.of(charts)));
  }

  /** Returns rows of charts, one below the other, 24-bit RGB. */
  static BufferedImage ofRows(List<List<BufferedImage>> rows) {
    int width = rows.stream().mapToInt(ChartPicture::width).max().orElse(1);
    int height = rows.stream().mapToInt(ChartPicture::height).sum();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE); // a row may be shorter than the others
    graphics.fillRect(0, 0, width, height);
    int top = 0;
    for (List<BufferedImage> row : rows) {
      int left = 0;
      for (BufferedImage chart : row) {
        graphics.drawImage(chart, left, top, null);
        left += chart.getWidth();
      }
      top += height(row);
    }
    graphics.dispose();
    reduce(picture);
    return picture;
  }

  private static int width(List<BufferedImage> row) {
    return row.stream().mapToInt(BufferedImage::getWidth).sum();
  }

  private static int height(List<BufferedImage> row) {
    return row.stream().mapToInt(BufferedImage::getHeight).max().orElse(0);
  }

  /** Noisy curves have thousands of intermediate colours; with few, PNG files are half as large. */
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
