package org.ganforge.observe;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ganforge.Gan;
import org.ganforge.ObjectiveFit;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.internal.NameList;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.CollapseWarning.Sign;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;

/**
 * Watches training for failures in which all numbers stay finite: a discriminator that has nothing
 * more to teach, one that learns from different images than the generator's update produces, and a
 * generator that produces a single image. It reports observations with advice from the literature,
 * at most once per {@value #SILENCE} iterations for each sign, and changes nothing. The same
 * training gives the same warnings. For a Wasserstein objective in a spec of an older version it
 * warns once, when training first starts, that nothing bounds the critic.
 *
 * <p>Its thresholds are far from healthy training, since false alarms would soon be ignored; {@code
 * docs/reliability/divergence.md} has the reason for each.
 */
public final class CollapseWatch implements TrainingListener {
  static final int SILENCE = 1000;
  private static final double MOST_WITHOUT_CLASS = 0.5;

  private static final String UNBOUNDED =
      "Wasserstein's loss is only valid for a critic whose slope is bounded (Arjovsky et al. 2017),"
          + " and nothing bounds this one, whose spec is older than GradientPenalty (Gulrajani et"
          + " al. 2017) and WeightClipping. Its scores may grow without limit; new specs must have"
          + " one of the two";

  private final boolean isUnbounded;
  private final SaturationSign saturation;
  private final ModesSign modes;
  private final LikenessSign likeness;
  private final Consumer<CollapseWarning> warnings;
  private final Map<Sign, Long> last = new EnumMap<>(Sign.class);

  private CollapseWatch(Gan gan, FloatTensor reals, Consumer<CollapseWarning> warnings) {
    this.isUnbounded = ObjectiveFit.isUnbounded(gan);
    this.saturation = new SaturationSign(gan);
    this.modes = new ModesSign(gan);
    this.likeness = new LikenessSign(reals);
    this.warnings = warnings;
  }

  /**
   * Returns a watch for one training.
   *
   * @param gan the GAN being trained
   * @param reals at least two training images, to compare samples with
   * @param warnings receives the warnings
   */
  public static CollapseWatch of(Gan gan, FloatTensor reals, Consumer<CollapseWarning> warnings) {
    return new CollapseWatch(gan, reals, warnings);
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started) {
      // A trainer that was restored repeats those iterations.
      saturation.forget();
      modes.forget();
      likeness.forget();
      last.clear();
      if (isUnbounded && event.iteration() == 0) {
        warn(event, Sign.CRITIC_UNBOUNDED, UNBOUNDED);
      }
    } else if (event instanceof TrainingEvent.IterationDone done) {
      saturation.see(done).ifPresent(text -> warn(done, Sign.DISCRIMINATOR_SATURATED, text));
      modes.see(done).ifPresent(text -> warn(done, Sign.FAKES_IN_ANOTHER_MODE, text));
    } else if (event instanceof TrainingEvent.Samples samples) {
      likeness.see(samples).ifPresent(text -> warn(samples, Sign.SAMPLES_ALIKE, text));
    }
  }

  private void warn(TrainingEvent event, Sign sign, String text) {
    long now = event.iteration();
    Long before = last.get(sign);
    if (before == null || now - before >= SILENCE) {
      last.put(sign, now);
      warnings.accept(new CollapseWarning(now, sign, text));
    }
  }

  /**
   * Returns a warning if the samples lack a class that the data has.
   *
   * @param iteration how many iterations the generator has been trained
   * @throws org.ganforge.error.InvalidInputException if the two have different classes
   */
  public static Optional<CollapseWarning> classes(
      long iteration, ClassCoverage samples, ClassCoverage data) {
    List<String> missing = samples.missingFrom(data);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    if (samples.noneShare() > MOST_WITHOUT_CLASS) {
      return Optional.of(
          new CollapseWarning(iteration, Sign.CLASSES_MISSING, drawsNoClass(samples)));
    }
    String text =
        String.format(
            Locale.ROOT,
            "none of %,d samples shows %s: modes of the data are missing. The literature advises"
                + " minibatch discrimination (Salimans et al. 2016), packing several samples into"
                + " one input (PacGAN, Lin et al. 2018), a larger batch, or unrolled updates (Metz"
                + " et al. 2017)",
            samples.total(),
            NameList.of(missing));
    return Optional.of(new CollapseWarning(iteration, Sign.CLASSES_MISSING, text));
  }

  private static String drawsNoClass(ClassCoverage samples) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d samples show no class: the generator does not draw what the data shows, so the"
            + " modes it leaves out are unknown. Look at its samples, and train it for longer",
        samples.none(),
        samples.total());
  }
}
