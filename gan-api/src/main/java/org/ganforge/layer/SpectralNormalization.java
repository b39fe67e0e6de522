package org.ganforge.layer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;

/**
 * Wraps a layer and divides its kernel, or its embeddings, by their largest singular value in each
 * update of its network (Miyato et al. 2018), as <a
 * href="https://keras.io/api/layers/regularization_layers/spectral_normalization/">Keras</a> does:
 * the divided kernel is written back, and the gradient is taken of it alone. That happens once in
 * an update, however many batches it looks at, and nowhere else; Keras does it in every call in
 * training mode. {@link org.ganforge.regularization.SpectralNorm} is PyTorch's form, which keeps
 * the weight and lets gradients through the singular value.
 *
 * <p>Input and output are the layer's; its weights are the layer's and {@code vector_u}, {@code [1,
 * last dimension of the kernel]}, the state of the power method.
 *
 * @param layer a layer with a kernel or embeddings: {@link Conv2D}, {@link Conv2DTranspose}, {@link
 *     Dense}, {@link DepthwiseConv2D} or {@link Embedding}
 * @param powerIterations how often an update multiplies by the kernel; 1 by default
 * @param name the layer's name; made by the network if empty
 * @param trainable whether training changes the weights, and divides them; true by default
 */
public record SpectralNormalization(
    Layer layer, int powerIterations, String name, boolean trainable) implements UnaryLayer {
  /** The state of the power method. */
  public static final String VECTOR = "vector_u";

  /** Checks the layer and the number. */
  public SpectralNormalization {
    Checks.positive("SpectralNormalization power_iterations", powerIterations);
    if (!(layer instanceof Conv2D
        || layer instanceof Conv2DTranspose
        || layer instanceof Dense
        || layer instanceof DepthwiseConv2D
        || layer instanceof Embedding)) {
      throw new InvalidInputException(
          "SpectralNormalization layer",
          "one of Conv2D, Conv2DTranspose, Dense, DepthwiseConv2D, Embedding",
          layer.type(),
          "wrap a layer that has one kernel");
    }
  }

  /** Returns a layer with one iteration. */
  public static SpectralNormalization of(Layer layer) {
    return new SpectralNormalization(layer, 1, "", true);
  }

  /** Returns a copy with these {@code powerIterations}. */
  public SpectralNormalization withPowerIterations(int powerIterations) {
    return new SpectralNormalization(layer, powerIterations, name, trainable);
  }

  @Override
  public SpectralNormalization withName(String name) {
    return new SpectralNormalization(layer, powerIterations, name, trainable);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public SpectralNormalization withTrainable(boolean trainable) {
    return new SpectralNormalization(layer, powerIterations, name, trainable);
  }

  /** Returns what a layer computes: the layer that it wraps, or itself. */
  public static Layer inside(Layer layer) {
    return layer instanceof SpectralNormalization wrapper ? wrapper.layer() : layer;
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    return layer.outputShape(List.of(input));
  }

  @Override
  public List<WeightSpec> weights(TensorShape input) {
    List<WeightSpec> weights = new ArrayList<>();
    for (WeightSpec own : layer.weights(List.of(input))) {
      boolean isTrained = own.trainable() && trainable;
      weights.add(new WeightSpec(own.name(), own.shape(), own.initializer(), isTrained));
    }
    TensorShape kernel = weights.get(0).shape();
    Initializer first = Initializer.TruncatedNormal.of().withStddev(0.02);
    weights.add(1, new WeightSpec(VECTOR, TensorShape.of(1, kernel.dim(-1)), first, false));
    return List.copyOf(weights);
  }
}
