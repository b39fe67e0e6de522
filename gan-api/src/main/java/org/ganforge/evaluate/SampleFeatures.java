package org.ganforge.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.GanTrainer;
import org.ganforge.ImageFeatures;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;

/**
 * A network's features of generated images, without classes.
 *
 * @param features the features of each, {@code [count, size]}
 * @param first the first few images
 */
public record SampleFeatures(FloatTensor features, FloatTensor first) {
  /**
   * Generates samples and extracts their features.
   *
   * @param count how many to generate
   * @param kept how many images to keep, at most all
   * @param seed the seed of the noise; the same seed gives the same images as in {@link
   *     JudgedSamples}
   */
  public static SampleFeatures of(
      GanTrainer trainer, ImageFeatures network, int count, int kept, long seed) {
    ValueRange range = trainer.gan().data().range();
    List<FloatTensor> features = new ArrayList<>();
    List<FloatTensor> first = new ArrayList<>();
    Samples.generate(
        trainer,
        count,
        seed,
        images -> {
          features.add(network.features(images, range));
          int missing = kept - first.stream().mapToInt(FloatTensor::count).sum();
          if (missing > 0) {
            first.add(images.slice(0, Math.min(missing, images.count())));
          }
        });
    return new SampleFeatures(FloatTensor.concat(features), FloatTensor.concat(first));
  }
}
