package org.ganforge.zoo;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.Reference;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Cropping2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.objective.Hinge;
import org.ganforge.optimizer.Adam;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingPlan;

/**
 * The GAN for pictures of any shape: a convolutional GAN (Radford et al. 2015) whose depth follows
 * from the pictures' size, designed for CPUs rather than GPUs.
 *
 * <p>Both networks use the same sizes, each half of the one before, rounded up, until at most 7 x 7
 * places are left or a side has 4. There they have {@value #MOST_CHANNELS} channels, and half as
 * many at each larger size, but at least {@value #LEAST_CHANNELS}. So an iteration's cost grows
 * much more slowly than the number of pixels.
 *
 * <p>The generator repeats pixels and convolves, which leaves fewer checkerboards than transposed
 * convolutions do (Odena et al. 2016). The discriminator is not normalized, and both minimize the
 * hinge loss (Lim and Ye 2017).
 */
public final class ImageGan {
  /** The shortest side of an image, in pixels. */
  public static final int LEAST_SIDE = 8;

  /** The longest side of an image, in pixels. */
  public static final int MOST_SIDE = 128;

  private static final int NOISE = 100;
  private static final int MOST_CHANNELS = 128;
  private static final int LEAST_CHANNELS = 16;
  private static final int MOST_PLACES = 7 * 7;
  private static final int LEAST_MIDDLE = 4;
  private static final int BATCH_SIZE = 32;
  private static final int MOST_ITERATIONS = 20_000;
  private static final int LEAST_ITERATIONS = 2_000;

  /** With batches of 32, each picture is seen 960 times. */
  private static final int ITERATIONS_FOR_EACH = 30;

  private static final int GRIDS = 40;

  private ImageGan() {}

  /**
   * Returns the GAN for images of this shape. Its plan has 20,000 iterations; fewer if there are so
   * few pictures that each would be seen more than 960 times, but at least 2,000. A run saves 40
   * pictures of samples.
   *
   * @param name the GAN's name
   * @param imageShape {@code [height, width, channels]}, each side 8 to 128 pixels, with 1 or 3
   *     channels
   * @param count the number of images to learn from, at least 1
   * @throws InvalidInputException if the shape or the count is outside these limits
   */
  public static Gan of(String name, TensorShape imageShape, int count) {
    check(imageShape);
    Checks.positive("count", count);
    List<Size2D> sizes = sizes(Size2D.of(imageShape.dim(0), imageShape.dim(1)));
    long asked = Math.min(MOST_ITERATIONS, (long) ITERATIONS_FOR_EACH * count);
    long iterations = Math.max(LEAST_ITERATIONS, asked);
    Adam adam = Adam.of(4e-4).withBeta1(0.5);
    Sequential discriminator = discriminator(sizes, imageShape);
    return Gan.of(name, generator(sizes, imageShape.dim(2)), discriminator)
        .withObjective(Hinge.of())
        .withGeneratorOptimizer(adam)
        .withDiscriminatorOptimizer(adam)
        .withPlan(TrainingPlan.of().withBatchSize(BATCH_SIZE).withIterations(iterations))
        .withRecording(RecordingPlan.of().withGridEvery(iterations / GRIDS))
        .withReference(
            Reference.of(
                "Pictures " + imageShape + " by a convolutional GAN with the hinge loss",
                "arXiv:1511.06434, arXiv:1705.02894, doi:10.23915/distill.00003"));
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
          "choose another size, or write your own spec");
    }
  }

  /** Returns the sizes that the networks use, the image's first. */
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

  /** Returns the number of channels at a size; level 0 is the image's. */
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
            .add(Reshape.of(middle.rows(), middle.columns(), channels));
    for (int level = deepest - 1; level >= 0; level--) {
      builder.add(BatchNormalization.of()).add(LeakyReLU.of(0.2)).add(UpSampling2D.of());
      Conv2D convolution =
          Conv2D.of(level == 0 ? imageChannels : channels(sizes, level), 3)
              .withPadding(Padding.SAME);
      builder.add(
          level == 0
              ? convolution.withActivation(ActivationFunction.TANH)
              : convolution.withUseBias(false));
      addCropping(builder, sizes.get(level + 1), sizes.get(level));
    }
    return builder.build();
  }

  /** Cuts off the extra row or column that doubling the rounded-up half of an odd side gives. */
  private static void addCropping(Sequential.Builder builder, Size2D half, Size2D whole) {
    int rows = 2 * half.rows() - whole.rows();
    int columns = 2 * half.columns() - whole.columns();
    if (rows + columns > 0) {
      builder.add(Cropping2D.of().withCropping(Padding2D.of(0, rows, 0, columns)));
    }
  }

  /**
   * Without batch normalization: it would train on the statistics of real and generated images
   * together, but judge the generator's images by other statistics.
   */
  private static Sequential discriminator(List<Size2D> sizes, TensorShape image) {
    Sequential.Builder builder = Sequential.builder("discriminator").input(image);
    for (int level = 1; level < sizes.size(); level++) {
      builder
          .add(Conv2D.of(channels(sizes, level), 4).withStrides(2).withPadding(Padding.SAME))
          .add(LeakyReLU.of(0.2));
    }
    return builder.add(Flatten.of()).add(Dense.of(1)).build();
  }
}
