package org.ganforge.observe;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.internal.Checks;

/**
 * Several {@link ImageGrid}s side by side, each below its title.
 *
 * <pre>{@code
 * TitledGrids.of().with("before", ImageGrid.of(one, range)).with("after", ImageGrid.of(other, range)).write(file);
 * }</pre>
 */
public final class TitledGrids {
  private static final int MARGIN = 16;
  private static final int FONT = 16;

  private final List<Titled> grids;

  private record Titled(String title, BufferedImage picture) {}

  private TitledGrids(List<Titled> grids) {
    this.grids = grids;
  }

  /** Returns a picture without grids. */
  public static TitledGrids of() {
    return new TitledGrids(List.of());
  }

  /** Returns a copy with another grid to the right of the others. */
  public TitledGrids with(String title, ImageGrid grid) {
    List<Titled> all = new ArrayList<>(grids);
    all.add(new Titled(title, grid.toBufferedImage()));
    return new TitledGrids(List.copyOf(all));
  }

  /**
   * Returns the picture, 24-bit RGB.
   *
   * @throws org.ganforge.error.InvalidInputException if there is no grid, or the machine has no
   *     font
   */
  public BufferedImage toBufferedImage() {
    Checks.notEmpty("titled grids", grids, "add one");
    Font font = Fonts.sansSerif(FONT);
    int height = grids.stream().mapToInt(grid -> grid.picture.getHeight()).max().orElseThrow();
    int width = grids.stream().mapToInt(grid -> grid.picture.getWidth() + MARGIN).sum() + MARGIN;
    BufferedImage all =
        new BufferedImage(width, height + 3 * MARGIN + FONT, BufferedImage.TYPE_INT_RGB);
    ImageGrid.fill(all.getRaster(), ImageGrid.WHITE);
    Graphics2D graphics = Fonts.graphics(all, font);
    graphics.setColor(Color.BLACK);
    int left = MARGIN;
    for (Titled grid : grids) {
      String title = fitting(grid.title, graphics.getFontMetrics(), grid.picture.getWidth());
      graphics.drawString(title, left, MARGIN + FONT);
      copy(grid.picture, all, left, 2 * MARGIN + FONT);
      left += grid.picture.getWidth() + MARGIN;
    }
    graphics.dispose();
    return all;
  }

  /** Returns as much of the end of a title as fits. */
  private static String fitting(String title, FontMetrics metrics, int width) {
    String shown = title;
    for (int from = 1; metrics.stringWidth(shown) > width && from < title.length(); from++) {
      shown = "..." + title.substring(from);
    }
    return shown;
  }

  /** Copies raw levels, since Graphics2D would convert grey ones to another colour space. */
  private static void copy(BufferedImage from, BufferedImage to, int left, int top) {
    int bands = from.getRaster().getNumBands();
    int[] levels = new int[bands];
    for (int y = 0; y < from.getHeight(); y++) {
      for (int x = 0; x < from.getWidth(); x++) {
        from.getRaster().getPixel(x, y, levels);
        to.getRaster()
            .setPixel(
                left + x,
                top + y,
                new int[] {levels[0], levels[bands > 1 ? 1 : 0], levels[bands > 2 ? 2 : 0]});
      }
    }
  }

  /**
   * Writes the picture as PNG, whole or not at all, replacing any existing file.
   *
   * @throws org.ganforge.error.InvalidInputException if the file cannot be written
   */
  public void write(Path png) {
    PngFile.write(png, toBufferedImage());
  }
}
