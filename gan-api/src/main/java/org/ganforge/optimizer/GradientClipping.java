package org.ganforge.optimizer;

import java.util.Objects;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * How gradients are clipped before an update: not at all, or in one of Keras' three ways. See <a
 * href="https://keras.io/api/optimizers/">Keras</a>.
 *
 * @param clipvalue the largest absolute value of a gradient's element; null (the default) for no
 *     limit
 * @param clipnorm the largest norm of a variable's gradient; null (the default) for no limit
 * @param globalClipnorm the largest joint norm of all gradients; null (the default) for no limit
 */
public record GradientClipping(
    @Nullable Double clipvalue, @Nullable Double clipnorm, @Nullable Double globalClipnorm) {
  /** Checks that at most one of the three is given. */
  public GradientClipping {
    checkLimit("GradientClipping clipvalue", clipvalue);
    checkLimit("GradientClipping clipnorm", clipnorm);
    checkLimit("GradientClipping global_clipnorm", globalClipnorm);
    long given = Stream.of(clipvalue, clipnorm, globalClipnorm).filter(Objects::nonNull).count();
    if (given > 1) {
      throw new InvalidInputException(
          "GradientClipping",
          "at most one of clipvalue, clipnorm and global_clipnorm",
          given + " of them",
          "keep one");
    }
  }

  private static void checkLimit(String where, @Nullable Double limit) {
    if (limit != null) {
      Checks.positive(where, limit);
    }
  }

  /** Returns no clipping. */
  public static GradientClipping none() {
    return new GradientClipping(null, null, null);
  }

  /** Returns clipping of each element to {@code [-clipvalue, clipvalue]}. */
  public static GradientClipping byValue(double clipvalue) {
    return new GradientClipping(clipvalue, null, null);
  }

  /** Returns clipping of each variable's gradient by its norm. */
  public static GradientClipping byNorm(double clipnorm) {
    return new GradientClipping(null, clipnorm, null);
  }

  /** Returns clipping of all gradients by their joint norm. */
  public static GradientClipping byGlobalNorm(double globalClipnorm) {
    return new GradientClipping(null, null, globalClipnorm);
  }

  /** Returns whether gradients are clipped at all. */
  public boolean clips() {
    return !equals(none());
  }
}
