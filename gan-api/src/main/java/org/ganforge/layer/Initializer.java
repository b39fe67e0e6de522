package org.ganforge.layer;

import org.ganforge.internal.Checks;

/**
 * The distribution of a weight's initial values, named as in <a
 * href="https://keras.io/api/layers/initializers/">Keras</a>. The values come from the run's seed
 * and the weight's name. Fans follow from the shape: {@code fan_in} is the product of all
 * dimensions except the last, {@code fan_out} of all except the last but one.
 */
public sealed interface Initializer {
  /** All zeros. */
  record Zeros() implements Initializer {
    /** Returns the initializer. */
    public static Zeros of() {
      return new Zeros();
    }
  }

  /** All ones. */
  record Ones() implements Initializer {
    /** Returns the initializer. */
    public static Ones of() {
      return new Ones();
    }
  }

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

    /** Returns a copy with this value. */
    public Constant withValue(double value) {
      return new Constant(value);
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

    /** Returns a copy with this mean. */
    public RandomNormal withMean(double mean) {
      return new RandomNormal(mean, stddev);
    }

    /** Returns a copy with this standard deviation. */
    public RandomNormal withStddev(double stddev) {
      return new RandomNormal(mean, stddev);
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

    /** Returns a copy with this lower bound. */
    public RandomUniform withMinval(double minval) {
      return new RandomUniform(minval, maxval);
    }

    /** Returns a copy with this upper bound. */
    public RandomUniform withMaxval(double maxval) {
      return new RandomUniform(minval, maxval);
    }
  }

  /**
   * A normal distribution whose values beyond two standard deviations are redrawn; mean 0,
   * deviation 0.05 by default.
   */
  record TruncatedNormal(double mean, double stddev) implements Initializer {
    /** Checks the arguments. */
    public TruncatedNormal {
      Checks.finite("TruncatedNormal mean", mean);
      Checks.notNegative("TruncatedNormal stddev", stddev);
    }

    /** Returns mean 0, standard deviation 0.05 before truncation. */
    public static TruncatedNormal of() {
      return new TruncatedNormal(0, 0.05);
    }

    /** Returns a copy with this mean. */
    public TruncatedNormal withMean(double mean) {
      return new TruncatedNormal(mean, stddev);
    }

    /** Returns a copy with this standard deviation before truncation. */
    public TruncatedNormal withStddev(double stddev) {
      return new TruncatedNormal(mean, stddev);
    }
  }

  /**
   * Uniform with variance {@code 2 / (fan_in + fan_out)} (Glorot and Bengio 2010). Keras' default
   * for kernels.
   */
  record GlorotUniform() implements Initializer {
    /** Returns the initializer. */
    public static GlorotUniform of() {
      return new GlorotUniform();
    }
  }

  /** Truncated normal with variance {@code 2 / (fan_in + fan_out)} (Glorot and Bengio 2010). */
  record GlorotNormal() implements Initializer {
    /** Returns the initializer. */
    public static GlorotNormal of() {
      return new GlorotNormal();
    }
  }

  /** Uniform with variance {@code 2 / fan_in} (He et al. 2015). */
  record HeUniform() implements Initializer {
    /** Returns the initializer. */
    public static HeUniform of() {
      return new HeUniform();
    }
  }

  /** Truncated normal with variance {@code 2 / fan_in} (He et al. 2015). */
  record HeNormal() implements Initializer {
    /** Returns the initializer. */
    public static HeNormal of() {
      return new HeNormal();
    }
  }

  /**
   * An orthogonal matrix times {@code gain}, 1 by default (Saxe et al. 2014); the shape is treated
   * as [-1, last].
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

    /** Returns a copy with this gain. */
    public Orthogonal withGain(double gain) {
      return new Orthogonal(gain);
    }
  }

  /**
   * An identity matrix times {@code gain}, 1 by default; only for two-dimensional weights. The
   * vectors of a frozen {@link Embedding} of this kind are one-hot.
   */
  record Identity(double gain) implements Initializer {
    /** Checks that the gain is finite. */
    public Identity {
      Checks.finite("Identity gain", gain);
    }

    /** Returns the initializer with gain 1. */
    public static Identity of() {
      return new Identity(1);
    }

    /** Returns a copy with this gain. */
    public Identity withGain(double gain) {
      return new Identity(gain);
    }
  }
}
