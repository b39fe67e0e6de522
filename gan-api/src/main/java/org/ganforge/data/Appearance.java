package org.ganforge.data;

import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of images are shown.
 *
 * @param range what is black and what is white
 * @param shape {@code [height, width, channels]} of images that come as rows of numbers; null (the
 *     default) where they come in their shape, or are square and grey
 * @param colormap how grey images are shown; {@link Colormap#GRAY} by default
 */
public record Appearance(ValueRange range, @Nullable TensorShape shape, Colormap colormap) {
  /** Returns the usual look of images in a range. */
  public static Appearance of(ValueRange range) {
    return new Appearance(range, null, Colormap.GRAY);
  }

  /** Returns a copy with this {@code shape}. */
  public Appearance withShape(@Nullable TensorShape shape) {
    return new Appearance(range, shape, colormap);
  }

  /** Returns a copy with this {@code colormap}. */
  public Appearance withColormap(Colormap colormap) {
    return new Appearance(range, shape, colormap);
  }
}
