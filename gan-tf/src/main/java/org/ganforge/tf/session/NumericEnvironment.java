package org.ganforge.tf.session;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The environment variables that change TensorFlow's results or its order of additions, as {@code
 * NAME=value}, sorted by name.
 *
 * @param first those that have always been recorded
 * @param added those that were discovered later; a record without this list says nothing about
 *     them, so any further ones need yet another list
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

  /** Among other things, it selects variants of the C library's functions. */
  private static final String TUNABLES = "GLIBC_TUNABLES";

  /** These affect only logging. */
  private static final Pattern VERBOSE = Pattern.compile(".*_(VERBOSE(_.*)?|LOG_PATH)");

  /** Copies the lists. */
  NumericEnvironment {
    first = List.copyOf(first);
    added = List.copyOf(added);
  }

  /** Returns the environment of this process. */
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
