package org.ganforge;

import java.util.Locale;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Network;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.objective.AuxiliaryLoss;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Objective;
import org.ganforge.objective.Outputs;
import org.ganforge.objective.Wasserstein;
import org.ganforge.penalty.Penalty;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.InstanceNoise;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.Regularization;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.train.Adaptive;
import org.jspecify.annotations.Nullable;

/**
 * Whether the objective fits the discriminator's output, and whether penalties and regularization
 * fit the rest. A mismatch would still compute, but training would learn next to nothing.
 */
public final class ObjectiveFit {
  private ObjectiveFit() {}

  /**
   * Returns binary cross-entropy for the discriminator's output: on probabilities if its last
   * activation gives those, else on logits.
   */
  static Objective crossentropyFor(Network discriminator) {
    NetworkEnd end = NetworkEnd.of(discriminator);
    return BinaryCrossentropy.of().withFromLogits(end != null && !end.isProbability());
  }

  /**
   * Rejects mismatches when a spec is made; specs recorded by older versions can still be read,
   * sampled, exported and resumed.
   *
   * @throws InvalidInputException at {@code objective}, {@code penalties} or {@code plan}
   */
  public static void check(Gan gan) {
    checkEnd(gan.objective(), NetworkEnd.of(gan.discriminator()));
    checkAuxiliary(gan);
    if (isUnbounded(gan)) {
      throw new InvalidInputException(
          "objective",
          "a discriminator whose slope is bounded, since "
              + name(gan.objective())
              + " requires it,",
          "neither penalties nor regularization",
          "add the penalty GradientPenalty, or the regularization WeightClipping, before it");
    }
    checkOnce(gan, InstanceNoise.class, "one instance noise at most");
    checkOnce(gan, MovingAverage.class, "one moving average at most");
    checkOnce(gan, SpectralNorm.class, "one spectral norm at most");
    checkDivisible(gan);
    checkOnce(gan, DiffAugment.class, "one DiffAugment at most");
    checkAugmented(gan);
    checkBatches(gan);
  }

  private static void checkOnce(Gan gan, Class<?> kind, String expected) {
    if (gan.regularization().stream().filter(kind::isInstance).count() > 1) {
      throw new InvalidInputException("regularization", expected, "several", "keep one of them");
    }
  }

  /** Zeros have the singular value 0, by which SpectralNorm would divide. */
  private static void checkDivisible(Gan gan) {
    if (SpectralNorm.among(gan.regularization()).isEmpty()) {
      return;
    }
    for (WeightSpec weight : gan.discriminator().weights()) {
      if (weight.name().endsWith("/" + SpectralNormalization.VECTOR)) {
        throw new InvalidInputException(
            "regularization",
            "no SpectralNorm, since a SpectralNormalization divides a weight already,",
            "SpectralNorm",
            "leave one of the two out");
      }
      if (SpectralNorm.divides(weight.name()) && isZero(weight.initializer())) {
        throw new InvalidInputException(
            gan.discriminator().name() + "/" + weight.name(),
            "initial values other than zeros, since SpectralNorm divides by their norm,",
            weight.initializer().toString(),
            "use another initializer");
      }
    }
  }

  private static boolean isZero(Initializer initializer) {
    return initializer instanceof Initializer.Zeros
        || (initializer instanceof Initializer.Constant constant && constant.value() == 0);
  }

  private static void checkAugmented(Gan gan) {
    Optional<DiffAugment> augment = DiffAugment.among(gan.regularization());
    if (augment.map(DiffAugment::adaptive).isPresent()) {
      checkAdapted(gan.objective());
    }
    TensorShape images = gan.generator().outputShape();
    if (images.rank() != 3 && augment.isPresent()) {
      throw new InvalidInputException(
          "regularization",
          "images [height, width, channels], whose pixels DiffAugment changes,",
          images.toString(),
          "end the generator in a Reshape, and begin the discriminator with a Flatten");
    }
  }

  private static void checkAdapted(Objective objective) {
    if (objective.isRelativistic() || objective instanceof Wasserstein) {
      throw new InvalidInputException(
          "regularization",
          "an objective with a score that separates real from generated images, by which"
              + " DiffAugment adapts,",
          name(objective),
          "leave adaptive out, or use another objective");
    }
    double real = objective.targets().expectedReal();
    double fake = objective.targets().expectedFake();
    double smoothing =
        objective instanceof BinaryCrossentropy smoothed ? smoothed.labelSmoothing() : 0;
    if (smoothing == 1) {
      throw new InvalidInputException(
          "regularization",
          "labels of real and generated images on different sides of 0.5, by which DiffAugment"
              + " adapts,",
          "a label_smoothing of 1, which makes both 0.5",
          "leave adaptive out, or lower label_smoothing");
    }
    // Any less smoothing moves labels towards 0.5, but never to its other side.
    if (Math.min(real, fake) >= 0.5 || Math.max(real, fake) <= 0.5) {
      throw new InvalidInputException(
          "regularization",
          "labels of real and generated images on different sides of 0.5, by which DiffAugment"
              + " adapts,",
          Checks.number(real) + " and " + Checks.number(fake) + ", flipped ones included",
          "leave adaptive out, or change the labels");
    }
  }

  /**
   * Rejects a plan with batches of one kind if real and generated images are needed together.
   *
   * @throws InvalidInputException at {@code plan}
   */
  static void checkBatches(Gan gan) {
    if (gan.plan().composition().isSeparate()) {
      needOfBoth(gan)
          .ifPresent(
              need -> {
                throw new InvalidInputException(
                    "plan composition",
                    "real and generated images in one batch, which " + need + ",",
                    gan.plan().composition().name().toLowerCase(Locale.ROOT),
                    "use mixed or mixed_halves");
              });
    }
    if (gan.plan().schedule() instanceof Adaptive
        && gan.regularization().stream().anyMatch(InstanceNoise.class::isInstance)) {
      throw new InvalidInputException(
          "plan schedule",
          "iterations of equal length, since InstanceNoise falls with their count,",
          "adaptive",
          "use alternating, or leave the noise out");
    }
    if (gan.objective().isRelativistic()
        && gan.plan().schedule() instanceof Adaptive adaptive
        && (adaptive.validationRealCount() == 0
            || adaptive.validationRealCount() == adaptive.validation())) {
      throw new InvalidInputException(
          "plan schedule",
          "checks on real and generated images, which " + compares(gan.objective()) + ",",
          "a validation_real_share of " + adaptive.validationRealShare(),
          "use 0.5");
    }
  }

  /**
   * Returns what needs real and generated images in one batch, and why: {@code GradientPenalty
   * mixes}; empty if they may come separately.
   */
  public static Optional<String> needOfBoth(Gan gan) {
    return gan.objective().isRelativistic()
        ? Optional.of(compares(gan.objective()))
        : gan.penalties().stream()
            .filter(Penalty::mixesBatches)
            .map(penalty -> penalty.getClass().getSimpleName() + " mixes")
            .findFirst();
  }

  private static String compares(Objective objective) {
    return name(objective) + " compares";
  }

  /** Returns whether {@link #check} accepts a GAN. */
  public static boolean isGiven(Gan gan) {
    try {
      check(gan);
      return true;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private static void checkEnd(Objective objective, @Nullable NetworkEnd end) {
    if (end != null && !end.isProbability() && objective.outputs() == Outputs.PROBABILITIES) {
      throw new InvalidInputException(
          "objective",
          "a discriminator that ends in a sigmoid, since "
              + name(objective)
              + " expects probabilities,",
          "one that ends in " + end,
          "end it in a sigmoid, or set from_logits to true");
    }
    if (end != null && end.isShare() && objective.outputs() == Outputs.SCORES) {
      boolean isLogit = objective instanceof BinaryCrossentropy;
      throw new InvalidInputException(
          "objective",
          "a discriminator whose end is linear, since "
              + name(objective)
              + (isLogit ? " with from_logits applies the sigmoid itself," : " takes any score,"),
          "one that ends in " + end,
          "make its end linear, or "
              + (isLogit ? "set from_logits to false" : "use BinaryCrossentropy"));
    }
  }

  /**
   * Rejects auxiliary weights without an auxiliary classifier, and a classifier that gives neither
   * probabilities nor logits.
   *
   * @throws InvalidInputException at {@code auxiliary} or {@code discriminator}
   */
  public static void checkAuxiliary(Gan gan) {
    if (!gan.hasAuxiliary()) {
      if (!gan.auxiliary().equals(AuxiliaryLoss.of())) {
        throw new InvalidInputException(
            "auxiliary",
            "a discriminator whose second output predicts the class",
            "one output",
            "give it the second output, or leave auxiliary out");
      }
      return;
    }
    NetworkEnd end = NetworkEnd.of(gan.discriminator(), 1);
    ActivationFunction activation = end == null ? null : end.activation();
    if (activation != null
        && activation != ActivationFunction.SOFTMAX
        && activation != ActivationFunction.LINEAR) {
      throw new InvalidInputException(
          "discriminator",
          "a second output, the classes, that ends in a softmax or is linear,",
          "one that ends in " + end,
          "change its activation");
    }
  }

  /** Returns whether the auxiliary classifier gives probabilities rather than logits. */
  public static boolean givesProbabilities(Gan gan) {
    NetworkEnd end = NetworkEnd.of(gan.discriminator(), 1);
    return end != null && end.activation() == ActivationFunction.SOFTMAX;
  }

  /** Returns whether the objective needs a bounded slope but nothing bounds it. */
  public static boolean isUnbounded(Gan gan) {
    return gan.objective().needsBound()
        && gan.penalties().stream().noneMatch(Penalty::bounds)
        && gan.regularization().stream().noneMatch(Regularization::bounds);
  }

  private static String name(Objective objective) {
    return objective.getClass().getSimpleName();
  }
}
