package org.ganforge.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.data.ImageDataset;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.optimizer.SGD;
import org.ganforge.train.TrainingPlan;

/** GANs that every backend can train: Dense networks on rows of pixels. */
public final class ContractGans {
  /** The generator's name. */
  public static final String GENERATOR = "generator";

  /** The discriminator's name. */
  public static final String DISCRIMINATOR = "discriminator";

  /** The length of a noise vector. */
  public static final int NOISE = 3;

  /** The number of pixels in an image. */
  public static final int PIXELS = 16;

  private ContractGans() {}

  /** Returns a GAN trained by Adam. */
  public static Gan adam() {
    return with(Adam.of(0.01).withBeta1(0.5));
  }

  /** Returns a GAN trained by plain gradient descent. */
  public static Gan sgd() {
    return with(SGD.of(0.1));
  }

  /**
   * Returns a GAN trained by gradient descent with momentum, whose discriminator outputs logits.
   */
  public static Gan momentum() {
    return logits()
        .withGeneratorOptimizer(SGD.of(0.05).withMomentum(0.9))
        .withDiscriminatorOptimizer(SGD.of(0.02).withMomentum(0.5));
  }

  /** Returns a GAN whose discriminator outputs logits. */
  public static Gan logits() {
    Sequential discriminator =
        Sequential.builder(DISCRIMINATOR)
            .input(PIXELS)
            .add(Dense.of(8).withActivation(ActivationFunction.RELU))
            .add(Dense.of(1))
            .build();
    return Gan.of("tiny", generator(), discriminator)
        .withGeneratorOptimizer(SGD.of(0.1))
        .withDiscriminatorOptimizer(SGD.of(0.1))
        .withPlan(plan());
  }

  private static Gan with(Optimizer optimizer) {
    Sequential discriminator =
        Sequential.builder(DISCRIMINATOR)
            .input(PIXELS)
            .add(Dense.of(8))
            .add(LeakyReLU.of(0.2))
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    return Gan.of("tiny", generator(), discriminator)
        .withGeneratorOptimizer(optimizer)
        .withDiscriminatorOptimizer(optimizer)
        .withPlan(plan());
  }

  private static Sequential generator() {
    return Sequential.builder(GENERATOR)
        .input(NOISE)
        .add(Dense.of(8).withActivation(ActivationFunction.TANH))
        .add(Dense.of(PIXELS).withActivation(ActivationFunction.TANH))
        .build();
  }

  private static TrainingPlan plan() {
    return TrainingPlan.of().withBatchSize(4).withIterations(4).withSeed(5);
  }

  /** Returns weights for a GAN, the same for every backend. */
  public static Map<String, FloatTensor> weights(Gan gan) {
    Random random = new Random(3);
    Map<String, FloatTensor> all = new LinkedHashMap<>();
    for (Network network : List.of(gan.generator(), gan.discriminator())) {
      for (WeightSpec weight : network.weights()) {
        float[] values = new float[weight.shape().size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = random.nextFloat() - 0.5f;
        }
        all.put(network.name() + "/" + weight.name(), FloatTensor.wrap(weight.shape(), values));
      }
    }
    return all;
  }

  /** Returns forty images, no two alike. */
  public static ImageDataset images() {
    byte[] pixels = new byte[40 * PIXELS];
    new Random(7).nextBytes(pixels);
    return ImageDataset.of("contract-images", TensorShape.of(4, 4, 1), pixels);
  }

  /** Returns a batch of random numbers from -1 to 1. */
  public static FloatTensor batch(int count, int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count * length];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return FloatTensor.wrap(TensorShape.of(count, length), values);
  }

  /** Returns this many images that are in no data set. */
  public static FloatTensor someImages(int count) {
    return batch(count, PIXELS, 11);
  }

  /** Returns this many noise vectors. */
  public static FloatTensor someNoise(int count) {
    return batch(count, NOISE, 13);
  }
}
