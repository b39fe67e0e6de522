package org.ganforge.optimizer;

import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;

/** The checks that all optimizers share: at most one way of clipping, as in Keras. */
final class GradientClipping {
  private GradientClipping() {}

  static void check(
      String optimizer,
      double decay,
      @Nullable Double clipvalue,
      @Nullable Double clipnorm,
      @Nullable Double globalClipnorm) {
    Checks.notNegative(optimizer + " decay", decay);
    checkLimit(optimizer + " clipvalue", clipvalue);
    checkLimit(optimizer + " clipnorm", clipnorm);
    checkLimit(optimizer + " global_clipnorm", globalClipnorm);
    long given =
        Stream.of(clipvalue != null, clipnorm != null, globalClipnorm != null)
            .filter(g -> g)
            .count();
    if (given > 1) {
      throw new InvalidInputException(
          optimizer,
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
}
