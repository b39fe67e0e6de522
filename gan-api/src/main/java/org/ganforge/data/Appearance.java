package org.ganforge.data;

import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * How images made of numbers are displayed.
 *
 * @param range the numbers for black and white
 * @param shape {@code [height, width, channels]} of images given as rows of numbers; null (the
 *     default) if they have their shape, or are square and grey
 * @param colormap how grey images are displayed; {@link Colormap#GRAY} by default
 */
public record Appearance(ValueRange range, @Nullable TensorShape shape, Colormap colormap) {
  /** Returns the default appearance of images in a range. */
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
