package org.ganforge.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ganforge.Gan;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.TrainingEvent;

/**
 * Detects a discriminator that is wrong on at most one image in a thousand, with a loss near its
 * minimum, while the generator's loss keeps rising. Its gradient then has nothing more to teach
 * (Arjovsky and Bottou 2017).
 */
final class SaturationSign {
  static final int WINDOW = 200;
  static final double ACCURACY = 0.999;
  static final double LOSS = 0.01;

  private final boolean isWatched;
  private final double leastLoss;
  private final Deque<TrainingEvent.IterationDone> window = new ArrayDeque<>();

  /** A Wasserstein critic should be trained to optimality, so it is not watched. */
  SaturationSign(Gan gan) {
    this.isWatched = !gan.objective().needsBound();
    this.leastLoss = gan.objective().leastLoss();
  }

  void forget() {
    window.clear();
  }

  /** Returns what to say after an iteration, if there is something. */
  Optional<String> see(TrainingEvent.IterationDone done) {
    if (!isWatched) {
      return Optional.empty();
    }
    window.add(done);
    if (window.size() <= WINDOW) {
      return Optional.empty();
    }
    window.remove();
    double accuracy = mean(0, WINDOW, e -> discriminator(e).accuracy());
    double loss = mean(0, WINDOW, e -> discriminator(e).loss());
    double before = mean(0, WINDOW / 2, e -> generator(e).loss());
    double after = mean(WINDOW / 2, WINDOW, e -> generator(e).loss());
    if (!(accuracy >= ACCURACY && loss - leastLoss <= LOSS && after > before)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "over the last %d iterations the discriminator was right on %.1f %% of the images, its"
                + " loss was %.4f, and the generator's rose from %.2f to %.2f: the generator has"
                + " almost stopped learning. The literature advises smoothing labels.real to 0.9"
                + " (Salimans et al. 2016), adding noise or dropout to the discriminator (Arjovsky"
                + " and Bottou 2017), or lowering discriminator_optimizer.learning_rate (Heusel et"
                + " al. 2017)",
            WINDOW,
            100 * accuracy,
            loss,
            before,
            after));
  }

  private static BatchMetrics discriminator(TrainingEvent.IterationDone done) {
    return done.discriminator().training();
  }

  private static BatchMetrics generator(TrainingEvent.IterationDone done) {
    return done.generator().training();
  }

  private double mean(int from, int to, ToDoubleFunction<TrainingEvent.IterationDone> metric) {
    return window.stream().skip(from).limit(to - from).mapToDouble(metric).average().orElseThrow();
  }
}
