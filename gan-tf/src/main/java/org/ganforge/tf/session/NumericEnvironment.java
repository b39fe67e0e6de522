package org.ganforge.tf.session;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The environment's variables that change what TensorFlow computes, or in which order it adds. */
final class NumericEnvironment {
  private static final Pattern NAMES =
      Pattern.compile(
          "(TF_)?(ONEDNN|DNNL)_.*|TF_(ENABLE|DISABLE)_.*|TF_(XLA|CUDNN|CUBLAS|DETERMINISTIC).*"
              + "|TF_USE_.*|TF_SET_ONEDNN_.*|TF_(CONV2D_|MATMUL_|FP16_|BF16_).*"
              + "|TF_AUTO_MIXED_PRECISION_.*|XLA_FLAGS|NVIDIA_TF32_OVERRIDE"
              + "|CUBLAS_WORKSPACE_CONFIG");

  /** It chooses among the C library's own variants of functions, among other things. */
  private static final String TUNABLES = "GLIBC_TUNABLES";

  /** These only print. */
  private static final Pattern VERBOSE = Pattern.compile(".*_(VERBOSE(_.*)?|LOG_PATH)");

  private NumericEnvironment() {}

  /** Returns those of this process, {@code NAME=value}, by name. */
  static List<String> here() {
    return of(System.getenv());
  }

  static List<String> of(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(
            variable ->
                NAMES.matcher(variable.getKey()).matches()
                    || (variable.getKey().equals(TUNABLES)
                        && variable.getValue().contains("glibc.cpu")))
        .filter(variable -> !VERBOSE.matcher(variable.getKey()).matches())
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .sorted()
        .toList();
  }
}
