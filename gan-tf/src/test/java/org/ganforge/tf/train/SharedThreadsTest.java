package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** In a separate process with a normal user's environment. */
class SharedThreadsTest {
  @Test
  void aSecondNumberOfThreadsIsRefusedAndZeroTakesThePool() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SharedThreadsRun.class.getName())
            .redirectErrorStream(true);
    builder.environment().remove("TF_OVERRIDE_GLOBAL_THREADPOOL");
    Process process = builder.start();
    String output;
    try (InputStream out = process.getInputStream()) {
      output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines().filter(line -> line.startsWith("threads ")))
        .containsExactly(
            "threads 1",
            "threads 1",
            "threads intra-op threads: expected 1, as many as TensorFlow has had since its first"
                + " session in this process, but found 3; leave them at 0, use a separate"
                + " process, or set TF_OVERRIDE_GLOBAL_THREADPOOL=true in the environment before"
                + " Java starts, so that every trainer has its own");
  }
}
