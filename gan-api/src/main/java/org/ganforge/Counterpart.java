package org.ganforge;

import java.util.List;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Input;
import org.ganforge.layer.Network;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Symbol;
import org.ganforge.layer.TensorShape;
import org.jspecify.annotations.Nullable;

/**
 * Makes a GAN from a single network, trained alone or elsewhere, by adding the smallest counterpart
 * that fits.
 */
public final class Counterpart {
  private static final int NOISE = 100;

  private Counterpart() {}

  /**
   * Returns a GAN of a generator and the smallest discriminator for its images.
   *
   * @param range the range of the images' values, as {@link OutputActivation#range} determines it
   * @throws InvalidInputException if the network's outputs are not images {@code [height, width,
   *     channels]}
   */
  public static Gan ofGenerator(String name, Network generator, ValueRange range) {
    TensorShape images = generator.outputShape();
    if (images.rank() != 3 || images.size() == 1) {
      throw new InvalidInputException(
          "generator",
          "images as output, [height, width, channels],",
          images.size() == 1
              ? images + ", a single number, as from a discriminator or a whole GAN"
              : images + "",
          images.size() == 1
              ? "give the generator alone"
              : "put a Reshape to [height, width, channels] at its end");
    }
    Input.Label label = GanNetworks.label(generator);
    Gan gan = Gan.of(name, generator, discriminator(images, label));
    return gan.withData(gan.data().withRange(range));
  }

  /**
   * Returns a GAN of a discriminator and the smallest generator for its images. The discriminator's
   * output is treated as a probability if it ends in a sigmoid, else as a logit. The generator
   * takes a label if the discriminator does, or if its second output predicts the class.
   */
  public static Gan ofDiscriminator(String name, Network discriminator) {
    Input.Label label = GanNetworks.label(discriminator);
    boolean isAuxiliary = label == null && discriminator.outputs().size() == 2;
    Input.Label told =
        isAuxiliary ? Input.Label.of(discriminator.outputShapes().get(1).size()) : label;
    TensorShape images =
        label == null ? discriminator.inputShape() : GanNetworks.subject(discriminator).shape();
    return Gan.of(name, generator(images, told), discriminator);
  }

  private static Network discriminator(TensorShape images, Input.@Nullable Label label) {
    if (label == null) {
      return Sequential.builder("discriminator")
          .input(images)
          .add(Flatten.of())
          .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
          .build();
    }
    Input image = Input.Image.of(images);
    Symbol both = Concatenate.of().on(Flatten.of().on(image), vector(label));
    Symbol verdict = Dense.of(1).withActivation(ActivationFunction.SIGMOID).on(both);
    return Model.of("discriminator", List.of(image, label), verdict);
  }

  private static Network generator(TensorShape images, Input.@Nullable Label label) {
    Dense drawn = Dense.of(images.size()).withActivation(ActivationFunction.TANH);
    if (label == null) {
      return Sequential.builder("generator")
          .input(NOISE)
          .add(drawn)
          .add(Reshape.of(images.toArray()))
          .build();
    }
    Input noise = Input.Noise.of(NOISE);
    Symbol image = drawn.on(Concatenate.of().on(noise, vector(label)));
    return Model.of("generator", List.of(noise, label), Reshape.of(images.toArray()).on(image));
  }

  private static Symbol vector(Input.Label label) {
    return Flatten.of().on(Embedding.of(label.classes(), 8).on(label));
  }
}
