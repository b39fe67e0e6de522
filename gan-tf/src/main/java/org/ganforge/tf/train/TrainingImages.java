package org.ganforge.tf.train;

import java.util.stream.IntStream;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;

/** Selects the images of a data set that a GAN learns from. */
final class TrainingImages {
  private TrainingImages() {}

  /**
   * Returns the images that the spec asks for.
   *
   * @throws InvalidInputException if their shape differs, or there are fewer than a batch
   */
  static ImageSource choose(Gan gan, ImageSource images) {
    ImageSource chosen = gan.data().select(images);
    checkShape(gan.generator().outputShape(), chosen);
    checkLabels(gan, chosen);
    TrainingPlan plan = gan.plan();
    int batch =
        gan.objective().isRelativistic()
            ? Math.max(plan.realCount(), plan.batchSize())
            : plan.realCount();
    if (plan.order() != BatchOrder.RANDOM && chosen.count() < batch) {
      throw new InvalidInputException(
          "data set " + chosen.name(),
          "at least one batch of " + batch + " images",
          chosen.count() + "",
          "use a smaller batch size or more images");
    }
    return chosen;
  }

  /** A network of rows takes images of any shape; others take images of only one shape. */
  private static void checkShape(TensorShape shape, ImageSource images) {
    TensorShape given = images.imageShape();
    boolean hasSize = given.size() == shape.size();
    if (!hasSize || (shape.rank() == given.rank() && !shape.equals(given))) {
      throw new InvalidInputException(
          "data set " + images.name(),
          hasSize
              ? "images " + shape + ", the discriminator's input,"
              : "images of " + shape.size() + " numbers, the discriminator's input " + shape,
          given.toString(),
          "use other images or change the networks");
    }
  }

  private static void checkLabels(Gan gan, ImageSource images) {
    int classes = gan.classes();
    if (classes == 0) {
      return;
    }
    if (!images.hasLabels()) {
      throw new InvalidInputException(
          "data set " + images.name(),
          "a label for each image, since the networks take one,",
          "none",
          images.origin().isPresent()
              ? "put each class into its own folder, or use networks without a label"
              : "use images with labels, or networks without");
    }
    int named = images.classNames().size();
    int largest = IntStream.range(0, images.count()).map(images::label).max().orElse(0);
    if (named > 0 ? named != classes : largest >= classes) {
      throw new InvalidInputException(
          "data set " + images.name(),
          classes + " classes, as many as the networks' label has,",
          (named > 0 ? named : largest + 1) + "",
          "change the label of both networks, or use other images");
    }
  }

  /**
   * Returns the real images of a picture with scores: half of the picture, or fewer if the data set
   * has fewer; null if the plan asks for none.
   */
  static @Nullable Batch ofPicture(Gan gan, @Nullable ImageSource learned) {
    if (learned == null || !gan.recording().gridScores()) {
      return null;
    }
    int half = (gan.gridSize() + 1) / 2;
    int[] first = IntStream.range(0, Math.min(half, learned.count())).toArray();
    FloatTensor images =
        FloatTensor.wrap(
            gan.generator().outputShape().times(first.length),
            learned.images(gan.data().range(), first).toArray());
    if (gan.classes() == 0) {
      return Batch.of(images);
    }
    float[] labels = new float[first.length];
    for (int i = 0; i < first.length; i++) {
      labels[i] = learned.label(i);
    }
    return Batch.of(images).withLabels(FloatTensor.wrap(TensorShape.of(first.length, 1), labels));
  }
}
