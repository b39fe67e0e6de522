package org.ganforge.tf.session;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The environment's variables that change what TensorFlow computes, or in which order it adds,
 * {@code NAME=value}, by name.
 *
 * @param first those that have been recorded from the beginning
 * @param added those that were found out later; a record that has no list of them says nothing
 *     about them, so another list has to follow where there are more
 */
record NumericEnvironment(List<String> first, List<String> added) {
  private static final Pattern FIRST =
      Pattern.compile(
          "(TF_)?(ONEDNN|DNNL)_.*|TF_(ENABLE|DISABLE)_.*|TF_(XLA|CUDNN|CUBLAS|DETERMINISTIC).*"
              + "|TF_USE_.*|XLA_FLAGS|NVIDIA_TF32_OVERRIDE");

  private static final Pattern ADDED =
      Pattern.compile(
          "TF_SET_ONEDNN_.*|TF_(CONV2D_|MATMUL_|FP16_|BF16_).*|TF_AUTO_MIXED_PRECISION_.*"
              + "|CUBLAS_WORKSPACE_CONFIG");

  /** It chooses among the C library's own variants of functions, among other things. */
  private static final String TUNABLES = "GLIBC_TUNABLES";

  /** These only print. */
  private static final Pattern VERBOSE = Pattern.compile(".*_(VERBOSE(_.*)?|LOG_PATH)");

  /** Copies the lists. */
  NumericEnvironment {
    first = List.copyOf(first);
    added = List.copyOf(added);
  }

  /** Returns that of this process. */
  static NumericEnvironment here() {
    return of(System.getenv());
  }

  static NumericEnvironment of(Map<String, String> environment) {
    return new NumericEnvironment(
        lines(environment, (name, value) -> FIRST.matcher(name).matches()),
        lines(
            environment,
            (name, value) ->
                ADDED.matcher(name).matches()
                    || (name.equals(TUNABLES) && value.contains("glibc.cpu"))));
  }

  private static List<String> lines(
      Map<String, String> environment, BiPredicate<String, String> counts) {
    return environment.entrySet().stream()
        .filter(variable -> counts.test(variable.getKey(), variable.getValue()))
        .filter(variable -> !VERBOSE.matcher(variable.getKey()).matches())
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .sorted()
        .toList();
  }

  /** Returns all of them. */
  List<String> all() {
    return Stream.concat(first.stream(), added.stream()).sorted().toList();
  }
}
