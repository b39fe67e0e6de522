package org.ganforge;

import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Network;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;

/**
 * Makes a GAN of one network that was trained alone or elsewhere: the other is the smallest that
 * fits it.
 */
public final class Counterpart {
  private static final int NOISE = 100;

  private Counterpart() {}

  /**
   * Returns a GAN of a generator and the smallest discriminator for its images.
   *
   * @param range the range of the images' values, as {@link OutputActivation#range} finds it
   * @throws InvalidInputException if the network's outputs are no images {@code [height, width,
   *     channels]}
   */
  public static Gan ofGenerator(String name, Network generator, ValueRange range) {
    TensorShape images = generator.outputShape();
    if (images.rank() != 3 || images.size() == 1) {
      throw new InvalidInputException(
          "generator",
          "images as output, [height, width, channels],",
          images.size() == 1
              ? images + ", one number as a discriminator or a whole GAN gives"
              : images + "",
          images.size() == 1
              ? "give the generator alone"
              : "put a Reshape to [height, width, channels] at its end");
    }
    Gan gan = Gan.of(name, generator, discriminator(images));
    return gan.withData(gan.data().withRange(range));
  }

  /**
   * Returns a GAN of a discriminator and the smallest generator for its images. What the
   * discriminator gives is taken for a probability where it ends in a sigmoid, else for a logit.
   */
  public static Gan ofDiscriminator(String name, Network discriminator) {
    return Gan.of(name, generator(discriminator.inputShape()), discriminator);
  }

  private static Sequential discriminator(TensorShape images) {
    return Sequential.builder("discriminator")
        .input(images)
        .add(Flatten.of())
        .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
        .build();
  }

  private static Sequential generator(TensorShape images) {
    return Sequential.builder("generator")
        .input(NOISE)
        .add(Dense.of(images.size()).withActivation(ActivationFunction.TANH))
        .add(Reshape.of(images.toArray()))
        .build();
  }
}
