package org.ganforge.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ganforge.Gan;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.train.Alternating;
import org.ganforge.train.Fakes;
import org.ganforge.train.TrainingEvent;

/**
 * Detects a discriminator that recognizes nearly every generated image, while nearly every
 * generated image passes for real. Both cannot be true for the same images: the discriminator
 * learns from images generated with moving averages, the generator from those with the batch's
 * statistics.
 */
final class ModesSign {
  static final int WINDOW = 100;
  static final double ACCURACY = 0.99;

  private final boolean isWatched;
  private final Deque<TrainingEvent.IterationDone> window = new ArrayDeque<>();

  /**
   * Only for schedules with fixed turns: a network that is trained until it passes may be right
   * after the other was.
   */
  ModesSign(Gan gan) {
    this.isWatched =
        gan.plan().fakes() == Fakes.INFERENCE
            && gan.plan().schedule() instanceof Alternating
            && gan.objective().targets().fake() < 0.5
            && gan.objective().targets().adversarial() > 0.5
            && normalizesBatches(gan.generator());
  }

  private static boolean normalizesBatches(Layer layer) {
    return layer.trainable()
        && (layer instanceof BatchNormalization
            || (layer instanceof Network network
                && network.layers().stream().anyMatch(ModesSign::normalizesBatches)));
  }

  void forget() {
    window.clear();
  }

  /** Returns the warning after an iteration, if there is one. */
  Optional<String> see(TrainingEvent.IterationDone done) {
    if (!isWatched) {
      return Optional.empty();
    }
    window.add(done);
    if (window.size() <= WINDOW) {
      return Optional.empty();
    }
    window.remove();
    double discriminator = mean(e -> e.discriminator().training().accuracy());
    double generator = mean(e -> e.generator().training().accuracy());
    if (!(discriminator >= ACCURACY && generator >= ACCURACY)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "over the last %d iterations the discriminator was right on %.1f %% of its images, and"
                + " %.1f %% of the generator's passed for real: the two networks see different"
                + " images, since the discriminator's fakes are generated in inference mode, with"
                + " the moving averages of BatchNormalization. Set plan.fakes to training, or lower"
                + " BatchNormalization's momentum",
            WINDOW,
            100 * discriminator,
            100 * generator));
  }

  private double mean(ToDoubleFunction<TrainingEvent.IterationDone> accuracy) {
    return window.stream().mapToDouble(accuracy).average().orElseThrow();
  }
}
