package org.ganforge.tf;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;

/**
 * Whether bfloat16 products are safe in this process. TensorFlow checks the processor's
 * instructions but not oneDNN's limit: if the environment limits oneDNN to older instructions, the
 * first bfloat16 product crashes the process with an illegal instruction.
 */
final class Bfloat16 {
  private static final Set<String> TOO_OLD = Set.of("SSE41", "AVX", "AVX2", "AVX2_VNNI");

  private Bfloat16() {}

  /** Returns whether bfloat16 products are safe. */
  static boolean isSafe() {
    return limit(System.getenv()).isEmpty();
  }

  /** Returns the variable that makes them unsafe, {@code NAME=value}, if there is one. */
  static Optional<String> limit(Map<String, String> environment) {
    return Stream.of("ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA")
        .filter(
            name -> TOO_OLD.contains(environment.getOrDefault(name, "").toUpperCase(Locale.ROOT)))
        .map(name -> name + "=" + environment.get(name))
        .findFirst();
  }

  /**
   * Refuses bfloat16 if it would crash the process.
   *
   * @throws InvalidInputException if the environment limits oneDNN to instructions without it
   */
  static void requireSafe(Map<String, String> environment) {
    limit(environment)
        .ifPresent(
            variable -> {
              throw new InvalidInputException(
                  "precision",
                  "an environment in which bfloat16 products are safe",
                  variable,
                  "unset that variable, or use float32");
            });
  }
}
