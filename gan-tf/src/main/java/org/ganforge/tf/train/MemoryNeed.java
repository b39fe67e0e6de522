package org.ganforge.tf.train;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganforge.Gan;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.MachineMemory;
import org.ganforge.layer.Activation;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.penalty.Penalty;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.InstanceNoise;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.tf.distributed.Replicas;
import org.jspecify.annotations.Nullable;

/**
 * The least memory that a GAN takes, in bytes; computed from its shapes, so that a GAN that cannot
 * fit is refused before TensorFlow allocates anything. TensorFlow's overhead is not counted.
 *
 * @param weights of both networks, the moving averages of the generator's, and the divided weights
 *     of the discriminator's
 * @param slots of their optimizers
 * @param outputs of the layers, kept for the gradients of the larger of the two updates; 0 if
 *     nothing will be trained
 * @param images of a data set in memory
 */
record MemoryNeed(double weights, double slots, double outputs, double images) {
  private static final double FLOAT = 4;

  static MemoryNeed of(Gan gan, @Nullable ImageSource images, boolean isShort) {
    return of(gan, images, isShort, Replicas.alone());
  }

  /** Returns the need of a process: each of its replicas has all weights and a part of a batch. */
  static MemoryNeed of(Gan gan, @Nullable ImageSource images, boolean isShort, Replicas replicas) {
    MemoryNeed one = ofOne(gan, images, isShort);
    int local = replicas.local().size();
    return new MemoryNeed(
        local * one.weights, local * one.slots, one.outputs * local / replicas.of(), one.images);
  }

  private static MemoryNeed ofOne(Gan gan, @Nullable ImageSource images, boolean isShort) {
    double slots =
        (double) gan.generatorOptimizer().slots() * gan.generator().trainableParameterCount()
            + (double) gan.discriminatorOptimizer().slots()
                * gan.discriminator().trainableParameterCount();
    boolean averages = MovingAverage.among(gan.regularization()).isPresent();
    double weights =
        (averages ? 2.0 : 1.0) * gan.generator().parameterCount()
            + (1 + forms(gan)) * gan.discriminator().parameterCount();
    double number = isShort ? FLOAT / 2 : FLOAT;
    return new MemoryNeed(
        FLOAT * weights,
        FLOAT * slots,
        images == null ? 0 : number * outputs(gan),
        images instanceof ImageDataset ? (double) images.count() * images.imageShape().size() : 0);
  }

  /** An update holds the divided weights in addition to the stored ones. */
  private static double forms(Gan gan) {
    return SpectralNorm.among(gan.regularization()).isPresent() ? 1 : 0;
  }

  private static double outputs(Gan gan) {
    int batch = gan.plan().batchSize();
    double real = gan.plan().realCount();
    double generated = gan.plan().generatedCount();
    // Each penalty judges images in a separate tower: real ones, or else generated ones.
    double ofReal = real * (1 + gan.penalties().stream().filter(Penalty::takesReal).count());
    double ofGenerated =
        generated * (1 + gan.penalties().stream().filter(p -> !p.takesReal()).count());
    double judged =
        gan.plan().composition().isSeparate()
            ? Math.max(ofReal, ofGenerated)
            : ofReal + ofGenerated;
    double discriminator = outputs(gan.discriminator());
    double both = discriminator + outputs(gan.generator()) - shared(gan);
    return Math.max(judged * discriminator, batch * both);
  }

  /**
   * Returns how much of an image's outputs both networks count: the image itself, unless the
   * discriminator sees a changed copy of it. Only the copy is kept where the generator isn't
   * trained.
   */
  private static double shared(Gan gan) {
    boolean isCopied =
        gan.regularization().stream()
            .anyMatch(one -> one instanceof InstanceNoise || one instanceof DiffAugment);
    return isCopied ? 0 : gan.generator().outputShape().size();
  }

  /** Returns how many numbers the layers output for one example. */
  private static double outputs(Network network) {
    Set<String> inPlace =
        network.layers().stream()
            .filter(MemoryNeed::isInPlace)
            .map(Layer::name)
            .collect(Collectors.toSet());
    return network.shapes().entrySet().stream()
        .filter(value -> !inPlace.contains(value.getKey()))
        .mapToDouble(value -> value.getValue().size())
        .sum();
  }

  /** These reuse their input's memory. */
  private static boolean isInPlace(Layer layer) {
    return layer instanceof Flatten
        || layer instanceof Reshape
        || layer instanceof ReLU
        || layer instanceof Activation;
  }

  double total() {
    return weights + slots + outputs + images;
  }

  /**
   * Refuses a GAN that cannot fit.
   *
   * @throws InvalidInputException if it needs more than the memory
   */
  void check(Gan gan, MachineMemory memory) {
    if (total() > memory.most()) {
      throw new InvalidInputException(
          "gan " + gan.name(),
          "a need of at most "
              + MachineMemory.gigabytes(memory.most())
              + ", the memory "
              + (memory.isLimited() ? "that its control groups allow," : "of this machine,"),
          String.format(
              Locale.ROOT,
              "%s at least: %s of weights, %s of optimizer slots, %s of layers' outputs for a"
                  + " batch of %d, %s of images",
              MachineMemory.gigabytes((long) total()),
              MachineMemory.gigabytes((long) weights),
              MachineMemory.gigabytes((long) slots),
              MachineMemory.gigabytes((long) outputs),
              gan.plan().batchSize(),
              MachineMemory.gigabytes((long) images)),
          "use a smaller batch or smaller layers");
    }
  }
}
