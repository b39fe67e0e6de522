package org.ganforge.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.GanTrainer;
import org.ganforge.ImageFeatures;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.FloatTensor;

/**
 * The features that any network extracts from generated images, without classes.
 *
 * @param features what the network sees in each, {@code [count, size]}
 * @param first the first few images
 */
public record SampleFeatures(FloatTensor features, FloatTensor first) {
  /**
   * Returns samples and what the network sees in them.
   *
   * @param count how many are generated
   * @param kept how many images are kept, all where there are fewer
   * @param seed of the noise; the same gives the same images as {@link JudgedSamples} has
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
