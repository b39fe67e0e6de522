package org.ganforge.examples.bench;

import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;

/**
 * DCGANs for grey images of several sizes, which differ only in how often they halve and double an
 * image (Radford et al. 2015).
 */
final class Dcgan {
  private static final int NOISE = 100;
  private static final int CHANNELS = 64;
  private static final int KERNEL = 4;
  private static final int MOST_IN_THE_MIDDLE = 7;

  private Dcgan() {}

  /**
   * Returns the networks for images of this height and width.
   *
   * @param size 4 to 7 times a power of two, 8 or more, so that every halving is even
   * @throws InvalidInputException if the size is not one of these
   */
  static Gan of(int size) {
    int halvings = 0;
    int middle = size;
    while (middle > MOST_IN_THE_MIDDLE) {
      middle /= 2;
      halvings++;
    }
    if (halvings == 0 || (middle << halvings) != size) {
      throw new InvalidInputException(
          "DCGAN image size",
          "4, 5, 6 or 7 times a power of two, at least 8,",
          Integer.toString(size),
          "use a size such as 28, 32 or 64");
    }
    return Gan.of("dcgan-" + size, generator(middle, halvings), discriminator(size, halvings));
  }

  private static Sequential generator(int middle, int doublings) {
    int channels = CHANNELS << (doublings - 1);
    Sequential.Builder builder =
        Sequential.builder("generator")
            .input(NOISE)
            .add(Dense.of(middle * middle * channels))
            .add(Reshape.of(middle, middle, channels))
            .add(BatchNormalization.of())
            .add(LeakyReLU.of(0.2));
    for (int i = 1; i < doublings; i++) {
      channels /= 2;
      builder
          .add(Conv2DTranspose.of(channels, KERNEL).withStrides(2).withPadding(Padding.SAME))
          .add(BatchNormalization.of())
          .add(LeakyReLU.of(0.2));
    }
    return builder
        .add(
            Conv2DTranspose.of(1, KERNEL)
                .withStrides(2)
                .withPadding(Padding.SAME)
                .withActivation(ActivationFunction.TANH))
        .build();
  }

  private static Sequential discriminator(int size, int halvings) {
    Sequential.Builder builder = Sequential.builder("discriminator").input(size, size, 1);
    for (int i = 0; i < halvings; i++) {
      builder
          .add(Conv2D.of(CHANNELS << i, KERNEL).withStrides(2).withPadding(Padding.SAME))
          .add(LeakyReLU.of(0.2));
    }
    return builder
        .add(Flatten.of())
        .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
        .build();
  }
}
