package org.ganforge.layer;

import java.util.List;
import org.ganforge.error.InvalidInputException;

/**
 * One layer of a network: Keras' name, Keras' arguments. A layer is a value; it computes shapes and
 * describes its weights, and a backend turns it into operations.
 *
 * <p>The set is sealed, so that every layer there is has a compiler and passes the same contract
 * test. A network is a layer too.
 */
public sealed interface Layer
    permits Activation,
        AveragePooling2D,
        BatchNormalization,
        Conv2D,
        Conv2DTranspose,
        Cropping2D,
        Dense,
        Dropout,
        ELU,
        Embedding,
        Flatten,
        GaussianNoise,
        GlobalAveragePooling2D,
        GlobalMaxPooling2D,
        LayerNormalization,
        LeakyReLU,
        MaxPooling2D,
        Network,
        PReLU,
        ReLU,
        Reshape,
        UpSampling2D,
        ZeroPadding2D {

  /** Returns the layer's name; empty until a network gives it one. */
  String name();

  /** Returns a copy with this name. */
  Layer withName(String name);

  /** Returns whether training changes the layer's weights; true for a layer without any. */
  default boolean trainable() {
    return true;
  }

  /**
   * Returns the shape that comes out for one example of shape {@code input}, both without the batch
   * dimension.
   *
   * @throws InvalidInputException if the layer cannot take that shape
   */
  TensorShape outputShape(TensorShape input);

  /**
   * Returns the layer's weights for inputs of shape {@code input}, in Keras' order; none by
   * default.
   */
  default List<WeightSpec> weights(TensorShape input) {
    return List.of();
  }

  /** Returns Keras' class name, which is also the label in JSON: {@code Conv2D}. */
  default String type() {
    return getClass().getSimpleName();
  }
}
