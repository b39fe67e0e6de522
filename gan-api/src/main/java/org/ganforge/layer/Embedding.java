package org.ganforge.layer;

import java.util.List;
import org.ganforge.internal.Checks;

/**
 * Looks up a trained vector for each whole number.
 *
 * <p>Input {@code [n]} of whole numbers in {@code [0, inputDim)}, output {@code [n, outputDim]};
 * weight {@code embeddings} {@code [inputDim, outputDim]}. No gradient flows to the input. See <a
 * href="https://keras.io/api/layers/core_layers/embedding/">Keras</a>.
 *
 * @param inputDim how many vectors there are, at least 1
 * @param outputDim how long each is, at least 1
 * @param embeddingsInitializer the vectors' first values; uniform on [-0.05, 0.05] by default
 * @param name the layer's name; made by the network if empty
 * @param trainable whether training changes the weights; true by default
 */
public record Embedding(
    int inputDim, int outputDim, Initializer embeddingsInitializer, String name, boolean trainable)
    implements UnaryLayer {
  /** Checks the arguments. */
  public Embedding {
    Checks.positive("Embedding input_dim", inputDim);
    Checks.positive("Embedding output_dim", outputDim);
  }

  /** Returns a layer with Keras' default: uniform on [-0.05, 0.05]. */
  public static Embedding of(int inputDim, int outputDim) {
    return new Embedding(inputDim, outputDim, Initializer.RandomUniform.of(), "", true);
  }

  /** Returns a copy with this {@code embeddingsInitializer}. */
  public Embedding withEmbeddingsInitializer(Initializer embeddingsInitializer) {
    return new Embedding(inputDim, outputDim, embeddingsInitializer, name, trainable);
  }

  @Override
  public Embedding withName(String name) {
    return new Embedding(inputDim, outputDim, embeddingsInitializer, name, trainable);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public Embedding withTrainable(boolean trainable) {
    return new Embedding(inputDim, outputDim, embeddingsInitializer, name, trainable);
  }

  @Override
  public TensorShape outputShape(TensorShape input) {
    int[] shape = new int[input.rank() + 1];
    System.arraycopy(input.toArray(), 0, shape, 0, input.rank());
    shape[input.rank()] = outputDim;
    return TensorShape.of(shape);
  }

  @Override
  public List<WeightSpec> weights(TensorShape input) {
    TensorShape shape = TensorShape.of(inputDim, outputDim);
    return List.of(new WeightSpec("embeddings", shape, embeddingsInitializer, trainable));
  }
}
