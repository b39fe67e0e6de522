package org.ganforge.observe;

import java.awt.Color;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The title and outline of one image in an {@link AnnotatedGrid}. By convention a real image is
 * green and a generated one is red.
 *
 * @param title a short text above the image; empty for none
 * @param colour the title's
 * @param outline a frame's colour, or null for no frame
 */
public record Annotation(String title, Color colour, @Nullable Color outline) {
  /** The colour for real images. */
  public static final Color REAL = new Color(0x00, 0x84, 0x1f);

  /** The colour for generated images. */
  public static final Color FAKE = new Color(0xe8, 0x00, 0x0b);

  /** Returns no title and no outline. */
  public static Annotation none() {
    return titled("");
  }

  /** Returns a title in black. */
  public static Annotation titled(String title) {
    return new Annotation(title, Color.BLACK, null);
  }

  /**
   * Returns a discriminator's output as the title, with two decimals, in the colour for real or
   * generated images.
   *
   * @param score a probability or, from a critic, any number
   */
  public static Annotation scored(double score, boolean real) {
    String format = Math.abs(score) < 1000 ? "%.2f" : "%.1e";
    return titled(String.format(Locale.ROOT, format, score)).withColour(real ? REAL : FAKE);
  }

  /** Returns a copy with a title of this colour. */
  public Annotation withColour(Color colour) {
    return new Annotation(title, colour, outline);
  }

  /** Returns a copy with a frame of this colour around the image. */
  public Annotation withOutline(Color outline) {
    return new Annotation(title, colour, outline);
  }
}
