package org.ganforge.observe;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.ganforge.error.InvalidInputException;

/** The font of titles and labels. */
final class Fonts {
  private Fonts() {}

  /**
   * Returns the machine's sans-serif font.
   *
   * @throws InvalidInputException if the machine has no font, like some containers
   */
  static Font sansSerif(int size) {
    return checked(new Font(Font.SANS_SERIF, Font.PLAIN, size), Fonts::metrics);
  }

  /** Tries out a font. Without fonts, Java's exception depends on its version. */
  static Font checked(Font font, Consumer<Font> trial) {
    try {
      trial.accept(font);
      return font;
    } catch (RuntimeException | LinkageError | InternalError e) {
      InvalidInputException error =
          new InvalidInputException(
              "fonts",
              "a font to write with",
              "none that Java can use",
              "install one, on Debian and Ubuntu with: apt-get install fontconfig fonts-dejavu-core");
      error.addSuppressed(e);
      throw error;
    }
  }

  /** Returns how large text of this font will be. */
  static FontMetrics metrics(Font font) {
    Graphics2D graphics = graphics(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), font);
    try {
      return graphics.getFontMetrics();
    } finally {
      graphics.dispose();
    }
  }

  /** Returns a pen that writes smooth text with this font. */
  static Graphics2D graphics(BufferedImage picture, Font font) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(font);
    return graphics;
  }
}
