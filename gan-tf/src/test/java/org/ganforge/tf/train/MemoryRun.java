package org.ganforge.tf.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.data.ImageDataset;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.library.NativeMemory;
import org.ganforge.train.Adaptive;

/**
 * A program that trains and prints its resident memory in kB: after the first 50 iterations, and
 * again after 500 more.
 */
final class MemoryRun {
  /** How the training is driven. */
  enum Drive {
    /** Every iteration is one run of the graph. */
    FUSED,
    /** Turn by turn, with checks in between. */
    SCHEDULED,
    /** Batches, noise and weights are passed in and out. */
    BY_HAND
  }

  static final Path STATUS = Path.of("/proc/self/status");

  private static final int WARM_UP = 50;
  private static final int ITERATIONS = 500;
  private static final int BATCH = 128;

  private MemoryRun() {}

  public static void main(String[] args) throws IOException {
    NativeMemory.unbind();
    Drive drive = Drive.valueOf(args[0]);
    Gan gan = gan();
    if (drive == Drive.SCHEDULED) {
      gan =
          gan.withPlan(
              gan.plan()
                  .withSchedule(
                      Adaptive.of()
                          .withGeneratorUntil(0)
                          .withDiscriminatorUntil(0)
                          .withCap(2)
                          .withValidation(BATCH)));
    }
    TensorShape one = gan.discriminator().inputShape();
    ImageDataset images = ImageDataset.of("grey", one, new byte[256 * one.size()]);
    try (TensorFlowTrainer trainer = TinyGans.open(gan, images)) {
      run(trainer, drive, 0, WARM_UP);
      System.out.println("kB " + resident());
      run(trainer, drive, WARM_UP, WARM_UP + ITERATIONS);
      System.out.println("kB " + resident());
    }
  }

  private static void run(TensorFlowTrainer trainer, Drive drive, int from, int to) {
    if (drive != Drive.BY_HAND) {
      trainer.trainUntil(to, event -> {});
      return;
    }
    TensorShape batch = trainer.gan().discriminator().inputShape().times(BATCH);
    FloatTensor real = FloatTensor.wrap(batch, new float[batch.size()]);
    for (int i = from; i < to; i++) {
      FloatTensor noise = trainer.noise(BATCH, i);
      trainer.updateDiscriminator(real, noise);
      trainer.updateGenerator(noise);
      trainer.score(real);
      trainer.generate(noise);
      trainer.setWeights(trainer.weights());
    }
  }

  private static long resident() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static Gan gan() {
    Sequential generator =
        Sequential.builder("generator")
            .input(100)
            .add(Dense.of(28 * 28))
            .add(Reshape.of(28, 28, 1))
            .build();
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(28, 28, 1)
            .add(Flatten.of())
            .add(Dense.of(8))
            .add(LeakyReLU.of())
            .add(Dropout.of(0.3))
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    Gan gan = Gan.of("memory", generator, discriminator);
    return gan.withPlan(gan.plan().withBatchSize(BATCH))
        .withRecording(gan.recording().withGridEvery(10));
  }
}
