package org.ganforge.layer;

/**
 * The largest value of each channel over all pixels.
 *
 * <p>Input {@code [height, width, channels]}, output {@code [channels]}, or {@code [1, 1,
 * channels]} with {@code keepdims}. See <a
 * href="https://keras.io/api/layers/pooling_layers/global_max_pooling2d/">Keras</a>.
 *
 * @param keepdims whether the two image axes stay, with size 1; false by default
 * @param name the layer's name; made by the network if empty
 */
public record GlobalMaxPooling2D(boolean keepdims, String name) implements UnaryLayer {
  /** Returns a layer that drops the two image axes. */
  public static GlobalMaxPooling2D of() {
    return new GlobalMaxPooling2D(false, "");
  }

  /** Returns a copy with this {@code keepdims}. */
  public GlobalMaxPooling2D withKeepdims(boolean keepdims) {
    return new GlobalMaxPooling2D(keepdims, name);
  }

  @Override
  public GlobalMaxPooling2D withName(String name) {
    return new GlobalMaxPooling2D(keepdims, name);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return Pools.whole(input, keepdims);
  }
}
