package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of random networks, with TensorFlow's kernels for this processor, for one without
 * AVX-512, and without oneDNN. The networks start at {@code -Dganforge.truth.first}, and there are
 * {@code -Dganforge.truth.count} of them, so a long search can be split into short ones.
 */
@Tag("slow")
class TruthFuzzSlowTest {
  private static final int FIRST = Integer.getInteger("ganforge.truth.first", 0);
  private static final int COUNT = Integer.getInteger("ganforge.truth.count", 1000);

  /** This many crashes are one fault, and more networks would show nothing new. */
  private static final int MOST_CRASHES = 20;

  @TempDir Path folder;

  static Stream<Map<String, String>> kernels() {
    return Stream.of(
        Map.of(), Map.of("ONEDNN_MAX_CPU_ISA", "AVX2"), Map.of("TF_ENABLE_ONEDNN_OPTS", "0"));
  }

  @ParameterizedTest(name = "environment {0}")
  @MethodSource("kernels")
  void randomNetworksAnswerAsPlainArithmeticDoes(Map<String, String> environment) throws Exception {
    List<String> faults = new ArrayList<>();
    int crashes = 0;
    int next = FIRST;
    while (next < FIRST + COUNT && crashes < MOST_CRASHES) {
      Process process = start(environment, next);
      next = collect(process, next, faults);
      int code = process.waitFor();
      if (code != 0) {
        crashes++;
        faults.add("network " + (next - 1) + " ended the process with exit code " + code);
      }
    }
    assertThat(faults).isEmpty();
    assertThat(next).isEqualTo(FIRST + COUNT);
  }

  private Process start(Map<String, String> environment, int first) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + Path.of("target", "hs_err_pid%p.log"),
            "-cp",
            System.getProperty("java.class.path"),
            TruthFuzzRun.class.getName(),
            Integer.toString(first),
            Integer.toString(FIRST + COUNT),
            folder.resolve(environment.toString().replaceAll("\\W+", "-") + ".txt").toString());
    builder.environment().putAll(environment);
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /**
   * Adds the faults that the process finds, and returns the network after the last one it started.
   */
  private static int collect(Process process, int first, List<String> faults) throws IOException {
    int next = first + 1; // a process that cannot even start is the first network's fault
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith(TruthFuzzRun.NEXT)) {
          next = Integer.parseInt(line.substring(TruthFuzzRun.NEXT.length())) + 1;
        } else {
          faults.add(line);
        }
        line = lines.readLine();
      }
    }
    return next;
  }
}
