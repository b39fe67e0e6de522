package org.ganforge.tf.train;

import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.data.ImageDataset;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.TrainingPlan;

/** GANs of a few hundred weights, and images for them. */
public final class TinyGans {
  static final int BATCH = 4;

  private TinyGans() {}

  /** Returns a GAN with every kind of state: moving averages, dropout, moments, decay. */
  public static Gan convolutional() {
    Sequential generator =
        Sequential.builder("generator")
            .input(3)
            .add(Dense.of(2 * 2 * 4))
            .add(BatchNormalization.of().withMomentum(0.8))
            .add(LeakyReLU.of(0.2))
            .add(Reshape.of(2, 2, 4))
            .add(Dropout.of(0.2))
            .add(UpSampling2D.of())
            .add(Conv2D.of(1, 3).withPadding(Padding.SAME).withActivation(ActivationFunction.TANH))
            .build();
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(4, 4, 1)
            .add(Conv2D.of(3, 3).withStrides(2).withPadding(Padding.SAME))
            .add(BatchNormalization.of().withMomentum(0.8))
            .add(LeakyReLU.of(0.2))
            .add(Dropout.of(0.2))
            .add(Flatten.of())
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    return Gan.of("tiny", generator, discriminator)
        .withGeneratorOptimizer(Adam.of(InverseTimeDecay.of(0.01, 1, 0.01)))
        .withDiscriminatorOptimizer(Adam.of(InverseTimeDecay.of(0.02, 1, 0.02)))
        .withPlan(plan())
        .withRecording(RecordingPlan.of().withGridEvery(1000));
  }

  /** Returns a GAN whose networks have two matrices each, quick to compile. */
  public static Gan dense() {
    Sequential generator =
        Sequential.builder("generator")
            .input(3)
            .add(Dense.of(16).withActivation(ActivationFunction.TANH))
            .build();
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(16)
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    return Gan.of("tiny", generator, discriminator)
        .withPlan(plan())
        .withRecording(RecordingPlan.of().withGridEvery(1000));
  }

  private static TrainingPlan plan() {
    return TrainingPlan.of().withBatchSize(BATCH).withIterations(3).withSeed(5);
  }

  /** Returns distinct images of 4 x 4 pixels: the first pixel of each is its number. */
  public static ImageDataset images(int count) {
    byte[] pixels = new byte[count * 16];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 16 == 0 ? i / 16 : i * 37 + i / 16 * 11);
    }
    return ImageDataset.of("tiny-images", TensorShape.of(4, 4, 1), pixels);
  }

  /** Returns images of one pixel. */
  static ImageDataset pixels(int count) {
    return ImageDataset.of("pixels", TensorShape.of(1, 1, 1), new byte[count]);
  }

  /** Opens a trainer with one thread, so that the order of every sum is fixed. */
  static TensorFlowTrainer open(Gan gan, ImageDataset images) {
    return TensorFlowTrainer.open(
        gan,
        images,
        FormSelection.of(FormTable.namesOfProducts()),
        new SessionSettings(1, 1, ComputeType.FLOAT32, false));
  }
}
