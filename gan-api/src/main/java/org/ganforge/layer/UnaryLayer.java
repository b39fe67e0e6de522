package org.ganforge.layer;

import java.util.List;
import org.ganforge.error.InvalidInputException;

/** A layer with one input. */
public sealed interface UnaryLayer extends Layer
    permits Activation,
        AveragePooling2D,
        BatchNormalization,
        Conv2D,
        Conv2DTranspose,
        Cropping2D,
        Dense,
        DepthwiseConv2D,
        Dropout,
        ELU,
        Embedding,
        Flatten,
        GaussianNoise,
        GlobalAveragePooling2D,
        GlobalMaxPooling2D,
        GroupNormalization,
        LayerNormalization,
        LeakyReLU,
        MaxPooling2D,
        MinibatchStdDev,
        PReLU,
        ReLU,
        Reshape,
        SeparableConv2D,
        SpectralNormalization,
        UpSampling2D,
        ZeroPadding2D {

  /**
   * Returns the output shape for one example of shape {@code input}, both without the batch
   * dimension.
   *
   * @throws InvalidInputException if the layer cannot take that shape
   */
  TensorShape outputShape(TensorShape input);

  @Override
  default TensorShape outputShape(List<TensorShape> inputs) {
    return outputShape(only(inputs));
  }

  /**
   * Returns the layer's weights for inputs of shape {@code input}, in Keras' order; none by
   * default.
   */
  default List<WeightSpec> weights(TensorShape input) {
    return List.of();
  }

  @Override
  default List<WeightSpec> weights(List<TensorShape> inputs) {
    return weights(only(inputs));
  }

  private static TensorShape only(List<TensorShape> inputs) {
    if (inputs.size() != 1) {
      throw new InvalidInputException(
          "", "one input", inputs.size() + "", "put a Concatenate, an Add or a Multiply before it");
    }
    return inputs.get(0);
  }
}
