package org.ganforge.run;

import java.util.function.Function;
import org.ganforge.Computation;
import org.ganforge.GanBackend;
import org.ganforge.ImageFeatures;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.evaluate.SampleFeatures;
import org.ganforge.layer.TensorShape;

/**
 * How close a run's samples are to real images in the features of the user's own network. It needs
 * no labels, and says nothing about classes. It sees only what that network was trained to see: if
 * the network ignores something, samples without it score just as well.
 *
 * @param iteration how many iterations the generator has been trained for
 * @param seed the seed of the samples and of all random choices
 * @param backbone the SHA-256 of the network: figures are comparable only if it is the same
 * @param features the number of features per image
 * @param figures the measures of the samples, with those of real images for comparison
 */
public record BackboneEvaluation(
    long iteration, long seed, String backbone, int features, EvaluationFigures figures) {
  /**
   * Evaluates the chosen checkpoint of a run.
   *
   * @param backends returns the backend, given how the checkpoint was computed
   * @param count how many samples to measure, at most half the number of training images
   * @throws InvalidInputException if the images cannot be found or have changed, the network cannot
   *     be read or takes images of another shape, or there are not more images than features
   */
  public static BackboneEvaluation of(
      Run run,
      Function<Computation, ? extends GanBackend> backends,
      Backbone backbone,
      int count,
      long seed) {
    LearnedImages images = LearnedImages.of(run.info(), run.settings());
    ImageDataset learned = images.learned();
    ChosenCheckpoint chosen =
        new ChosenCheckpoint(
            run.directory(), run.settings().checkpoint(), run.settings().listener());
    GanBackend backend = backends.apply(chosen.find().info().computation());
    int most =
        RealFeatures.count(
            learned, images.unseen(), Math.min(count, EvaluationFigures.MOST_MEASURED));
    try (ImageFeatures network =
            backend.features(
                backend.readKeras(backbone.file()), backbone.layer(), backbone.range());
        TrainedRun trained = run.load(backends)) {
      requireShape(backbone, network, learned.imageShape());
      SampleFeatures samples =
          SampleFeatures.of(
              trained.trainer(), network, most, EvaluationFigures.MOST_COMPARED, seed);
      int size = samples.features().shape().dim(1);
      requireEnough(backbone, size, most);
      RealFigures real = RealFigures.of(network, images, most, seed);
      return new BackboneEvaluation(
          trained.iteration(),
          seed,
          network.digest(),
          size,
          EvaluationFigures.of(
              real, learned, samples.features(), samples.first(), trained.range(), seed, true));
    }
  }

  private static void requireShape(Backbone backbone, ImageFeatures network, TensorShape images) {
    if (!network.imageShape().equals(images)) {
      throw new InvalidInputException(
          "backbone " + backbone.file(),
          "a network of images " + images + ", like those the run was trained on",
          network.imageShape().toString(),
          "train one on images of that shape");
    }
  }

  private static void requireEnough(Backbone backbone, int size, int most) {
    if (most <= size) {
      throw new InvalidInputException(
          "backbone " + backbone.file(),
          "fewer features than the " + most + " images measured",
          size + "",
          "choose a layer with fewer outputs, or measure more samples, up to half of the training"
              + " images");
    }
  }
}
