package org.ganforge.observe;

import java.util.Locale;
import java.util.Optional;
import org.ganforge.layer.FloatTensor;
import org.ganforge.train.TrainingEvent;

/**
 * Detects samples that differ far less from each other than real images do, in two consecutive
 * pictures: a single one may just show a generator at the start.
 */
final class LikenessSign {
  /** Before this iteration, a generator may well produce the mean of all images. */
  static final int FIRST = 300;

  static final double SHARE = 0.1;

  private final double ofReals;
  private boolean seen;

  LikenessSign(FloatTensor reals) {
    this.ofReals = meanDistance(reals);
  }

  void forget() {
    seen = false;
  }

  /** Returns the warning for a picture, if there is one. */
  Optional<String> see(TrainingEvent.Samples samples) {
    if (samples.iteration() < FIRST || ofReals == 0 || samples.images().count() < 2) {
      return Optional.empty();
    }
    double distance = meanDistance(samples.images());
    boolean before = seen;
    seen = distance < SHARE * ofReals;
    if (!seen || !before) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the samples are nearly alike: their mean distance is %.1f %% of that of real images"
                + " (%.4f and %.4f), in two pictures in a row. The literature advises minibatch"
                + " discrimination (Salimans et al. 2016), packing several samples into one input"
                + " (PacGAN, Lin et al. 2018), a larger batch, or unrolled updates (Metz et al."
                + " 2017)",
            100 * distance / ofReals,
            distance,
            ofReals));
  }

  /** Returns the root mean square difference between two images, averaged over all pairs. */
  static double meanDistance(FloatTensor images) {
    int count = images.count();
    if (count < 2) {
      return 0;
    }
    float[] values = images.toArray();
    int size = values.length / count;
    double sum = 0;
    for (int a = 1; a < count; a++) {
      for (int b = 0; b < a; b++) {
        double squares = 0;
        for (int i = 0; i < size; i++) {
          double difference = values[a * size + i] - values[b * size + i];
          squares += difference * difference;
        }
        sum += Math.sqrt(squares / size);
      }
    }
    return sum / (count * (count - 1) / 2.0);
  }
}
