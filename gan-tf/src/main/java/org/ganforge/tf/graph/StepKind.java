package org.ganforge.tf.graph;

import java.util.List;
import org.ganforge.objective.Objective;
import org.ganforge.train.Adaptive;
import org.ganforge.train.TrainingPlan;
import org.ganforge.train.Turn;

/** The parts that steps are made of. */
public enum StepKind {
  /** Updates the discriminator on real and generated images in one batch. */
  UPDATE_DISCRIMINATOR,
  /** Updates the discriminator on real images. */
  UPDATE_DISCRIMINATOR_ON_REAL,
  /** Updates the discriminator on generated images. */
  UPDATE_DISCRIMINATOR_ON_FAKE,
  /** Updates the generator. */
  UPDATE_GENERATOR,
  /** Evaluates the discriminator on real and generated images, in inference mode. */
  EVALUATE_DISCRIMINATOR,
  /** Evaluates the discriminator on real images, in inference mode. */
  EVALUATE_DISCRIMINATOR_ON_REAL,
  /** Evaluates the discriminator on generated images, in inference mode. */
  EVALUATE_DISCRIMINATOR_ON_FAKE,
  /** Evaluates the generator through the discriminator, in inference mode. */
  EVALUATE_GENERATOR;

  /** Returns the updates of a network on one batch. */
  public static List<StepKind> updates(Turn turn, TrainingPlan plan) {
    if (turn == Turn.GENERATOR) {
      return List.of(UPDATE_GENERATOR);
    }
    return plan.composition().isSeparate()
        ? List.of(UPDATE_DISCRIMINATOR_ON_REAL, UPDATE_DISCRIMINATOR_ON_FAKE)
        : List.of(UPDATE_DISCRIMINATOR);
  }

  /** Returns the check that follows a network's turn. */
  public static StepKind check(Turn turn, Adaptive schedule) {
    if (turn == Turn.GENERATOR) {
      return EVALUATE_GENERATOR;
    }
    int real = schedule.validationRealCount();
    if (real == 0) {
      return EVALUATE_DISCRIMINATOR_ON_FAKE;
    }
    return real == schedule.validation() ? EVALUATE_DISCRIMINATOR_ON_REAL : EVALUATE_DISCRIMINATOR;
  }

  /** Returns whether it updates the discriminator. */
  public boolean updatesDiscriminator() {
    return this == UPDATE_DISCRIMINATOR
        || this == UPDATE_DISCRIMINATOR_ON_REAL
        || this == UPDATE_DISCRIMINATOR_ON_FAKE;
  }

  /** Returns whether it updates the generator. */
  public boolean updatesGenerator() {
    return this == UPDATE_GENERATOR;
  }

  /** Returns whether it is an update or a check of the generator. */
  public boolean isOfGenerator() {
    return this == UPDATE_GENERATOR || this == EVALUATE_GENERATOR;
  }

  /**
   * Returns whether it takes real images; the generator's parts do if the objective is
   * relativistic.
   */
  public boolean takesReal(Objective objective) {
    return (isOfGenerator() && objective.isRelativistic())
        || this == UPDATE_DISCRIMINATOR
        || this == UPDATE_DISCRIMINATOR_ON_REAL
        || this == EVALUATE_DISCRIMINATOR
        || this == EVALUATE_DISCRIMINATOR_ON_REAL;
  }

  boolean takesNoise() {
    return this != UPDATE_DISCRIMINATOR_ON_REAL && this != EVALUATE_DISCRIMINATOR_ON_REAL;
  }
}
