package org.ganforge.zoo;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Cropping2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.TrainingPlan;

/**
 * The GAN for pictures of any shape: a DCGAN (Radford et al. 2015) whose depth follows from the
 * pictures' size. Both networks have the same sizes in between, each half of the one before,
 * rounded up, until at most 7 x 7 places are left; there they have {@value #MOST_CHANNELS}
 * channels, and half as many on each larger size. So an iteration costs about the same for every
 * size.
 */
public final class ImageGan {
  /** The shortest side of an image, in pixels. */
  public static final int LEAST_SIDE = 8;

  /** The longest side of an image, in pixels. */
  public static final int MOST_SIDE = 128;

  private static final int NOISE = 100;
  private static final int MOST_CHANNELS = 256;
  private static final int LEAST_CHANNELS = 16;
  private static final int KERNEL = 4;
  private static final int MOST_PLACES = 7 * 7;
  private static final int LEAST_MIDDLE = 4;

  private ImageGan() {}

  /**
   * Returns the GAN for images of this shape.
   *
   * @param name the GAN's name
   * @param imageShape {@code [height, width, channels]}, each side 8 to 128 pixels, with 1 or 3
   *     channels
   * @param count how many images there are to learn from, at least 1
   * @throws InvalidInputException if the shape or the count is another
   */
  public static Gan of(String name, TensorShape imageShape, int count) {
    check(imageShape);
    Checks.positive("count", count);
    List<Size2D> sizes = sizes(Size2D.of(imageShape.dim(0), imageShape.dim(1)));
    return Gan.of(name, generator(sizes, imageShape.dim(2)), discriminator(sizes, imageShape))
        .withPlan(TrainingPlan.of());
  }

  private static void check(TensorShape shape) {
    boolean isImage =
        shape.rank() == 3
            && shape.dims().subList(0, 2).stream()
                .allMatch(side -> side >= LEAST_SIDE && side <= MOST_SIDE)
            && (shape.dim(2) == 1 || shape.dim(2) == 3);
    if (!isImage) {
      throw new InvalidInputException(
          "image shape",
          "[height, width, channels] with sides of 8 to 128 pixels and 1 or 3 channels",
          shape.toString(),
          "choose another size, or write a spec of your own");
    }
  }

  /** Returns the sizes that the networks go through, the image's first. */
  private static List<Size2D> sizes(Size2D image) {
    List<Size2D> sizes = new ArrayList<>(List.of(image));
    Size2D last = image;
    while (last.rows() * last.columns() > MOST_PLACES
        && Math.min(last.rows(), last.columns()) > LEAST_MIDDLE) {
      last = Size2D.of((last.rows() + 1) / 2, (last.columns() + 1) / 2);
      sizes.add(last);
    }
    return sizes;
  }

  /** Returns how many channels there are on a size, 0 being the image's. */
  private static int channels(List<Size2D> sizes, int level) {
    return Math.max(LEAST_CHANNELS, MOST_CHANNELS >> (sizes.size() - 1 - level));
  }

  private static Sequential generator(List<Size2D> sizes, int imageChannels) {
    int deepest = sizes.size() - 1;
    Size2D middle = sizes.get(deepest);
    int channels = channels(sizes, deepest);
    Sequential.Builder builder =
        Sequential.builder("generator")
            .input(NOISE)
            .add(Dense.of(middle.rows() * middle.columns() * channels).withUseBias(false))
            .add(Reshape.of(middle.rows(), middle.columns(), channels))
            .add(BatchNormalization.of())
            .add(ReLU.of());
    for (int level = deepest - 1; level > 0; level--) {
      builder.add(doubling(channels(sizes, level)).withUseBias(false));
      addCropping(builder, sizes.get(level + 1), sizes.get(level));
      builder.add(BatchNormalization.of()).add(ReLU.of());
    }
    builder.add(doubling(imageChannels).withActivation(ActivationFunction.TANH));
    addCropping(builder, sizes.get(1), sizes.get(0));
    return builder.build();
  }

  private static Conv2DTranspose doubling(int filters) {
    return Conv2DTranspose.of(filters, KERNEL).withStrides(2).withPadding(Padding.SAME);
  }

  /** Cuts off the row or the column that doubling an odd side's half, rounded up, has too many. */
  private static void addCropping(Sequential.Builder builder, Size2D half, Size2D whole) {
    int rows = 2 * half.rows() - whole.rows();
    int columns = 2 * half.columns() - whole.columns();
    if (rows + columns > 0) {
      builder.add(Cropping2D.of().withCropping(Padding2D.of(0, rows, 0, columns)));
    }
  }

  private static Sequential discriminator(List<Size2D> sizes, TensorShape image) {
    Sequential.Builder builder = Sequential.builder("discriminator").input(image);
    for (int level = 1; level < sizes.size(); level++) {
      boolean isFirst = level == 1;
      builder.add(
          Conv2D.of(channels(sizes, level), KERNEL)
              .withStrides(2)
              .withPadding(Padding.SAME)
              .withUseBias(isFirst));
      if (!isFirst) {
        builder.add(BatchNormalization.of());
      }
      builder.add(LeakyReLU.of(0.2));
    }
    return builder
        .add(Flatten.of())
        .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
        .build();
  }
}
