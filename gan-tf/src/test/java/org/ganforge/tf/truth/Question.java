package org.ganforge.tf.truth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.ganforge.Sequential;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.tf.layer.Mode;

/**
 * A network with numbers: what is its output, and what are the gradients of sum(output *
 * cotangent)?
 *
 * @param network the network
 * @param weights its weights, named as within it
 * @param input a batch
 * @param cotangent a tensor of the output's shape
 */
public record Question(
    Sequential network,
    Map<String, FloatTensor> weights,
    FloatTensor input,
    FloatTensor cotangent) {
  /** The name of the output in training. */
  public static final String OUTPUT = "output";

  /** The name of the output in inference. */
  public static final String INFERENCE = "inference output";

  /**
   * Returns a question about a network, the same for a seed on every machine. A batch has more than
   * one example, so that normalization has an effect.
   */
  public static Question of(Sequential network, long seed) {
    Random random = new Random(Seeds.derive(seed, "numbers"));
    int count = 2 + random.nextInt(4);
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (WeightSpec weight : network.weights(network.inputShape())) {
      weights.put(weight.name(), weight(weight, random));
    }
    return new Question(
        network,
        weights,
        normal(network.inputShape().times(count), 0, 1, random),
        normal(network.outputShape().times(count), 0, 1, random));
  }

  /**
   * Kernels preserve a signal's scale (Glorot and Bengio 2010), so that deep layers are not flat.
   */
  private static FloatTensor weight(WeightSpec weight, Random random) {
    TensorShape shape = weight.shape();
    String kind = weight.name().substring(weight.name().lastIndexOf('/') + 1);
    return switch (kind) {
      case "kernel" -> {
        int ends = shape.dim(-1) + shape.dim(-2);
        double taps = (double) shape.size() / shape.dim(-1) / shape.dim(-2);
        yield normal(shape, 0, Math.sqrt(2 / (taps * ends)), random);
      }
      case "gamma" -> normal(shape, 1, 0.2, random);
      case "alpha" -> normal(shape, 0.3, 0.1, random);
      case "moving_variance" -> {
        float[] values = normal(shape, 0, 0.7, random).toArray();
        for (int i = 0; i < values.length; i++) {
          values[i] = 0.5f + values[i] * values[i];
        }
        yield FloatTensor.wrap(shape, values);
      }
      default -> normal(shape, 0, 0.3, random);
    };
  }

  private static FloatTensor normal(TensorShape shape, double mean, double dev, Random random) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + dev * random.nextGaussian());
    }
    return FloatTensor.wrap(shape, values);
  }

  /** Returns the exact answer: both outputs, and the gradients by name. */
  public Map<String, DoubleTensor> answer() {
    return answer(new RoundingNoise(0, 0));
  }

  /** Returns the answer of a computation that rounds. */
  Map<String, DoubleTensor> answer(RoundingNoise noise) {
    Map<String, DoubleTensor> named = DoubleTensor.of(weights);
    DoubleTensor batch = noise.applyTo(DoubleTensor.of(input));
    Map<String, DoubleTensor> answer = new LinkedHashMap<>();
    answer.put(
        INFERENCE, new ReferenceNetwork(network, named, Mode.INFERENCE, noise).forward(batch));
    ReferenceNetwork training = new ReferenceNetwork(network, named, Mode.TRAINING, noise);
    answer.put(OUTPUT, training.forward(batch));
    answer.putAll(training.backward(DoubleTensor.of(cotangent)));
    return answer;
  }

  /** Returns how close the batch comes to a jump of a gradient; see {@link ReferenceNetwork}. */
  double kinkMargin() {
    ReferenceNetwork training =
        new ReferenceNetwork(network, DoubleTensor.of(weights), Mode.TRAINING);
    training.forward(DoubleTensor.of(input));
    return training.kinkMargin();
  }
}
