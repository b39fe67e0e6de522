package org.ganforge.run;

import java.nio.file.Path;
import org.ganforge.data.ValueRange;
import org.ganforge.internal.Copy;
import org.jspecify.annotations.Nullable;

/**
 * The user's own network, in whose features samples are measured.
 *
 * @param file a file saved by Keras, {@code .keras} or {@code .h5}, with a network that takes
 *     images of the run's shape
 * @param layer the layer whose outputs are the features; null (the default) for the last but one
 * @param range the numbers for black and white that it was trained on; [0, 1] by default
 */
public record Backbone(Path file, @Nullable String layer, ValueRange range) {
  /** Returns the network in a file, for images in [0, 1]. */
  public static Backbone of(Path file) {
    return new Backbone(file, null, ValueRange.ZERO_TO_ONE);
  }

  /** Returns a copy with this {@code layer}. */
  public Backbone withLayer(@Nullable String layer) {
    return Copy.with(this, "layer", layer);
  }

  /** Returns a copy with this {@code range}. */
  public Backbone withRange(ValueRange range) {
    return Copy.with(this, "range", range);
  }
}
