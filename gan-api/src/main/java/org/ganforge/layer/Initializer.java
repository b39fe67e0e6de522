package org.ganforge.layer;

import org.ganforge.internal.Checks;

/**
 * The distribution of a weight's first values, named as in <a
 * href="https://keras.io/api/layers/initializers/">Keras</a>. The values come from the run's seed
 * and the weight's name. Fans are read off the shape: {@code fan_in} is the product of all
 * dimensions but the last, {@code fan_out} that of all but the last but one.
 */
public sealed interface Initializer {
  /** All zeros. */
  record Zeros() implements Initializer {}

  /** All ones. */
  record Ones() implements Initializer {}

  /** One value everywhere; 0 by default. */
  record Constant(double value) implements Initializer {
    /** Checks that the value is finite. */
    public Constant {
      Checks.finite("Constant value", value);
    }

    /** Returns the initializer with value 0. */
    public static Constant of() {
      return new Constant(0);
    }
  }

  /** A normal distribution; mean 0 and standard deviation 0.05 by default. */
  record RandomNormal(double mean, double stddev) implements Initializer {
    /** Checks the arguments. */
    public RandomNormal {
      Checks.finite("RandomNormal mean", mean);
      Checks.notNegative("RandomNormal stddev", stddev);
    }

    /** Returns mean 0, standard deviation 0.05. */
    public static RandomNormal of() {
      return new RandomNormal(0, 0.05);
    }
  }

  /** A uniform distribution on {@code [minval, maxval)}; -0.05 and 0.05 by default. */
  record RandomUniform(double minval, double maxval) implements Initializer {
    /** Checks the arguments. */
    public RandomUniform {
      Checks.finite("RandomUniform minval", minval);
      Checks.positive("RandomUniform maxval - minval", maxval - minval);
    }

    /** Returns the range from -0.05 to 0.05. */
    public static RandomUniform of() {
      return new RandomUniform(-0.05, 0.05);
    }
  }

  /**
   * A normal distribution, drawn again beyond two standard deviations; mean 0, deviation 0.05 by
   * default.
   */
  record TruncatedNormal(double mean, double stddev) implements Initializer {
    /** Checks the arguments. */
    public TruncatedNormal {
      Checks.finite("TruncatedNormal mean", mean);
      Checks.notNegative("TruncatedNormal stddev", stddev);
    }

    /** Returns mean 0, standard deviation 0.05 before the cut. */
    public static TruncatedNormal of() {
      return new TruncatedNormal(0, 0.05);
    }
  }

  /**
   * Uniform with variance {@code 2 / (fan_in + fan_out)} (Glorot and Bengio 2010). Keras' default
   * for kernels.
   */
  record GlorotUniform() implements Initializer {}

  /** Truncated normal with variance {@code 2 / (fan_in + fan_out)} (Glorot and Bengio 2010). */
  record GlorotNormal() implements Initializer {}

  /** Uniform with variance {@code 2 / fan_in} (He et al. 2015). */
  record HeUniform() implements Initializer {}

  /** Truncated normal with variance {@code 2 / fan_in} (He et al. 2015). */
  record HeNormal() implements Initializer {}

  /**
   * An orthogonal matrix times {@code gain}, 1 by default (Saxe et al. 2014); the shape is seen as
   * [-1, last].
   */
  record Orthogonal(double gain) implements Initializer {
    /** Checks that the gain is finite. */
    public Orthogonal {
      Checks.finite("Orthogonal gain", gain);
    }

    /** Returns the initializer with gain 1. */
    public static Orthogonal of() {
      return new Orthogonal(1);
    }
  }
}
