package org.ganforge.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The environments in which bfloat16 is refused. */
class Bfloat16Test {
  @ParameterizedTest
  @CsvSource({
    "ONEDNN_MAX_CPU_ISA, SSE41",
    "ONEDNN_MAX_CPU_ISA, AVX",
    "ONEDNN_MAX_CPU_ISA, AVX2",
    "ONEDNN_MAX_CPU_ISA, avx2",
    "ONEDNN_MAX_CPU_ISA, AVX2_VNNI",
    "DNNL_MAX_CPU_ISA, AVX2"
  })
  void anEnvironmentWithoutItsInstructionsIsRefused(String name, String value) {
    assertThatThrownBy(() -> Bfloat16.requireSafe(Map.of("PATH", "/bin", name, value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "precision: expected an environment in which bfloat16 products are safe but found "
                + name
                + "="
                + value
                + "; unset that variable, or use float32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ALL", "AVX512_CORE", "AVX512_CORE_BF16", "AVX512_CORE_AMX"})
  void anEnvironmentWithThemIsNot(String value) {
    Map<String, String> environment = Map.of("ONEDNN_MAX_CPU_ISA", value);

    assertThat(Bfloat16.limit(environment)).isEmpty();
    assertThatCode(() -> Bfloat16.requireSafe(environment)).doesNotThrowAnyException();
    assertThat(Bfloat16.limit(Map.of())).isEmpty();
  }

  /** In a separate process, since TensorFlow reads the environment. */
  @Test
  void isRefusedInOneLineRatherThanEndingTheProcess() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                UnsafeBfloat16Run.class.getName())
            .redirectErrorStream(true);
    builder.environment().put("ONEDNN_MAX_CPU_ISA", "AVX2");
    Process process = builder.start();
    String output;
    try (InputStream out = process.getInputStream()) {
      output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }

    String refusal =
        "precision: expected an environment in which bfloat16 products are safe but found"
            + " ONEDNN_MAX_CPU_ISA=AVX2; unset that variable, or use float32";
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines().filter(line -> line.startsWith("opening ")))
        .containsExactly(
            "opening a form in bfloat16: " + refusal,
            "opening bfloat16: " + refusal,
            "opening auto: float32",
            "opening float32: float32");
  }
}
