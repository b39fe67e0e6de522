package org.ganforge.internal;

import java.util.Locale;

/** How Keras derives names from class names. */
public final class KerasNames {
  private KerasNames() {}

  /**
   * Returns Keras' snake case: {@code UpSampling2D} becomes {@code up_sampling2d}, {@code
   * LeakyReLU} {@code leaky_re_lu}.
   */
  public static String snakeCase(String type) {
    return type.replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
