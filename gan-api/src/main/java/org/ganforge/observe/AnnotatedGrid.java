package org.ganforge.observe;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.error.InvalidInputException;

/**
 * An {@link ImageGrid} with titles above its images, as for a discriminator's scores, or outlines
 * around them. Titles are on a white background and widen the cells if needed; outlines are 2
 * pixels wide and drawn in the gaps, which are at least 6 pixels, so that neither hides a part of
 * an image.
 */
public final class AnnotatedGrid {
  private static final int OUTLINE = 2;
  private static final int LEAST_GAP = 3 * OUTLINE;

  private final ImageGrid grid;
  private final List<Annotation> annotations;

  AnnotatedGrid(ImageGrid grid, List<Annotation> annotations) {
    if (annotations.size() != grid.count()) {
      throw new InvalidInputException(
          "image grid annotations",
          grid.count() + ", one for each image",
          annotations.size() + "",
          "give Annotation.none() to an image without one");
    }
    this.grid = grid;
    this.annotations = List.copyOf(annotations);
  }

  /**
   * Returns the picture, 24-bit RGB.
   *
   * @throws InvalidInputException if it would have more than 2^27 pixels, or there are titles and
   *     the machine has no font
   */
  public BufferedImage toBufferedImage() {
    Titles titles = Titles.of(annotations, grid.imageHeight());
    long width = Math.max(grid.imageWidth(), titles.width());
    long height = grid.imageHeight() + titles.height();
    int gap = Math.max(grid.gap(), LEAST_GAP);
    Cells cells = new Cells(grid.count(), grid.columns(), width, height, gap);
    BufferedImage picture =
        new BufferedImage(cells.width(), cells.height(), BufferedImage.TYPE_INT_RGB);
    ImageGrid.fill(picture.getRaster(), titles.any() ? ImageGrid.WHITE : ImageGrid.GAP_GREY);
    for (int i = 0; i < grid.count(); i++) {
      int left = cells.left(i) + (int) (width - grid.imageWidth()) / 2;
      int top = cells.top(i) + titles.height();
      outline(annotations.get(i), picture, left, top);
      grid.draw(i, picture, left, top);
      titles.draw(annotations.get(i), picture, left + (int) grid.imageWidth() / 2, top);
    }
    return picture;
  }

  /**
   * Writes the picture as PNG, whole or not at all, replacing any existing file.
   *
   * @throws InvalidInputException if the file cannot be written
   */
  public void write(Path png) {
    PngFile.write(png, toBufferedImage());
  }

  private void outline(Annotation annotation, BufferedImage picture, int left, int top) {
    Color colour = annotation.outline();
    if (colour == null) {
      return;
    }
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setColor(colour);
      graphics.fillRect(
          left - OUTLINE,
          top - OUTLINE,
          (int) grid.imageWidth() + 2 * OUTLINE,
          (int) grid.imageHeight() + 2 * OUTLINE);
    } finally {
      graphics.dispose();
    }
  }
}
