package org.ganforge.tf.train;

import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;

/** The images of a data set that a GAN learns. */
final class TrainingImages {
  private TrainingImages() {}

  /**
   * Returns the images that the spec asks for.
   *
   * @throws InvalidInputException if they have another size, or are fewer than a batch
   */
  static ImageSource choose(Gan gan, ImageSource images) {
    ImageSource chosen = gan.data().select(images);
    TensorShape shape = gan.generator().outputShape();
    if (chosen.imageShape().size() != shape.size()) {
      throw new InvalidInputException(
          "data set " + chosen.name(),
          "images of " + shape.size() + " numbers, the discriminator's input " + shape,
          chosen.imageShape().toString(),
          "use other images or change the networks");
    }
    TrainingPlan plan = gan.plan();
    int batch = plan.realCount();
    if (plan.order() != BatchOrder.RANDOM && chosen.count() < batch) {
      throw new InvalidInputException(
          "data set " + chosen.name(),
          "at least one batch of " + batch + " images",
          chosen.count() + "",
          "use a smaller batch size or more images");
    }
    return chosen;
  }

  /**
   * Returns the images of a picture with scores, half of it or fewer where there are not so many;
   * null where the plan asks for none.
   */
  static @Nullable FloatTensor ofPicture(Gan gan, @Nullable ImageSource learned) {
    TrainingPlan plan = gan.plan();
    if (learned == null || !plan.gridScores()) {
      return null;
    }
    int half = (plan.gridRows() * plan.gridColumns() + 1) / 2;
    int[] first = IntStream.range(0, Math.min(half, learned.count())).toArray();
    return FloatTensor.wrap(
        gan.generator().outputShape().times(first.length),
        learned.images(gan.data().range(), first).toArray());
  }
}
