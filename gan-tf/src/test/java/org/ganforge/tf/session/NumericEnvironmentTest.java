package org.ganforge.tf.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ganforge.Computation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment variables that a checkpoint records. */
class NumericEnvironmentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ONEDNN_MAX_CPU_ISA",
        "DNNL_MAX_CPU_ISA",
        "ONEDNN_DEFAULT_FPMATH_MODE",
        "TF_ONEDNN_USE_SYSTEM_ALLOCATOR",
        "TF_ENABLE_ONEDNN_OPTS",
        "TF_DISABLE_MKL",
        "TF_XLA_FLAGS",
        "XLA_FLAGS",
        "TF_CUDNN_DETERMINISTIC",
        "TF_CUBLAS_WORKSPACE",
        "TF_DETERMINISTIC_OPS",
        "TF_USE_CUDNN_BATCHNORM_SPATIAL_PERSISTENT",
        "TF_SET_ONEDNN_FPMATH_MODE",
        "TF_CONV2D_USE_FP16_ACCUMULATE",
        "TF_FP16_MATMUL_USE_FP32_COMPUTE",
        "TF_MATMUL_AUTOTUNE_ENABLE",
        "TF_AUTO_MIXED_PRECISION_GRAPH_REWRITE_LEVEL",
        "CUBLAS_WORKSPACE_CONFIG",
        "NVIDIA_TF32_OVERRIDE"
      })
  void aVariableThatChangesNumbersCounts(String name) {
    assertThat(NumericEnvironment.of(Map.of(name, "1")).all()).containsExactly(name + "=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "HOME",
        "TF_CPP_MIN_LOG_LEVEL",
        "TF_OVERRIDE_GLOBAL_THREADPOOL",
        "ONEDNN_VERBOSE",
        "TF_AUTO_MIXED_PRECISION_GRAPH_REWRITE_LOG_PATH",
        "GLIBC_TUNABLES",
        "DNNL_VERBOSE",
        "ONEDNN_VERBOSE_TIMESTAMP",
        "MY_ONEDNN_MAX_CPU_ISA",
        "XLA_FLAGS_OF_MINE",
        "tf_enable_onednn_opts"
      })
  void aVariableThatChangesNoneDoesNot(String name) {
    assertThat(NumericEnvironment.of(Map.of(name, "1")).all()).isEmpty();
  }

  @Test
  void tunablesOfTheCLibraryCountIfTheySelectItsFunctions() {
    String tunable = "glibc.cpu.hwcaps=-AVX2";
    assertThat(NumericEnvironment.of(Map.of("GLIBC_TUNABLES", tunable)).added())
        .containsExactly("GLIBC_TUNABLES=" + tunable);
  }

  @Test
  void thoseThatCountAreSortedByName() {
    assertThat(
            NumericEnvironment.of(
                    Map.of(
                        "TF_ENABLE_ONEDNN_OPTS", "0",
                        "PATH", "/bin",
                        "ONEDNN_MAX_CPU_ISA", "AVX2",
                        "NVIDIA_TF32_OVERRIDE", ""))
                .all())
        .containsExactly(
            "NVIDIA_TF32_OVERRIDE=", "ONEDNN_MAX_CPU_ISA=AVX2", "TF_ENABLE_ONEDNN_OPTS=0");
  }

  @Test
  void aComputationRecordsThoseOfThisProcess() {
    Computation computation = SessionSettings.of().computation(Map.of());
    NumericEnvironment here = NumericEnvironment.of(System.getenv());
    assertThat(computation.environment()).isEqualTo(here.first());
    assertThat(computation.environmentAdded()).isEqualTo(here.added());
  }

  /** A record without them was made before they were known. */
  @Test
  void thoseDiscoveredLaterAreInASeparateList() {
    NumericEnvironment environment =
        NumericEnvironment.of(Map.of("TF_ENABLE_ONEDNN_OPTS", "0", "CUBLAS_WORKSPACE_CONFIG", ""));
    assertThat(environment.first()).containsExactly("TF_ENABLE_ONEDNN_OPTS=0");
    assertThat(environment.added()).containsExactly("CUBLAS_WORKSPACE_CONFIG=");
  }
}
