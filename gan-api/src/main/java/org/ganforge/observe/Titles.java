package org.ganforge.observe;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The titles of an annotated grid. Without titles, no font is needed. */
final class Titles {
  private static final int SMALLEST = 12;
  private static final int LARGEST = 20;
  private static final int SPACE = 2;

  private final @Nullable Font font;
  private final int width;
  private final int height;

  private Titles(@Nullable Font font, int width, int height) {
    this.font = font;
    this.width = width;
    this.height = height;
  }

  /** Returns titles a fifth as high as the images, within legible limits. */
  static Titles of(List<Annotation> annotations, long imageHeight) {
    if (annotations.stream().allMatch(annotation -> annotation.title().isEmpty())) {
      return new Titles(null, 0, 0);
    }
    Font font = Fonts.sansSerif((int) Math.max(SMALLEST, Math.min(LARGEST, imageHeight / 5)));
    FontMetrics metrics = Fonts.metrics(font);
    int widest = annotations.stream().mapToInt(a -> metrics.stringWidth(a.title())).max().orElse(0);
    return new Titles(font, widest, metrics.getAscent() + metrics.getDescent() + 2 * SPACE);
  }

  boolean any() {
    return font != null;
  }

  /** Returns the width of the widest title, in pixels. */
  int width() {
    return width;
  }

  /** Returns the height of a line with the space around it; 0 without titles. */
  int height() {
    return height;
  }

  /** Writes a title, centred, right above {@code bottom}. */
  void draw(Annotation annotation, BufferedImage picture, int centre, int bottom) {
    if (font == null || annotation.title().isEmpty()) {
      return;
    }
    Graphics2D graphics = Fonts.graphics(picture, font);
    try {
      FontMetrics metrics = graphics.getFontMetrics();
      graphics.setColor(annotation.colour());
      graphics.drawString(
          annotation.title(),
          centre - metrics.stringWidth(annotation.title()) / 2,
          bottom - SPACE - metrics.getDescent());
    } finally {
      graphics.dispose();
    }
  }
}
