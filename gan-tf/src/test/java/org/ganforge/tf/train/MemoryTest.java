package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Training doesn't leak: after 500 iterations the resident memory is within 5 % of its size after
 * the first 50. A single unclosed batch of images per iteration would make it grow by 200 MB.
 *
 * <p>It runs in a separate process whose Java heap is small and fully allocated at the start, so
 * that any growth is native memory.
 */
class MemoryTest {
  @ParameterizedTest
  @EnumSource(names = "FUSED")
  void staysFlat(MemoryRun.Drive drive) throws IOException, InterruptedException {
    assertFlat(drive);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(names = "FUSED", mode = EnumSource.Mode.EXCLUDE)
  void staysFlatInOtherWaysOfTraining(MemoryRun.Drive drive)
      throws IOException, InterruptedException {
    assertFlat(drive);
  }

  private static void assertFlat(MemoryRun.Drive drive) throws IOException, InterruptedException {
    if (!Files.isReadable(MemoryRun.STATUS)) {
      String reason = "SKIPPED: no " + MemoryRun.STATUS + " to read the resident memory from";
      System.err.println(reason);
      Assumptions.abort(reason);
    }
    List<Long> kilobytes = measure(drive);
    assertThat(kilobytes).hasSize(2);
    double growth = (double) (kilobytes.get(1) - kilobytes.get(0)) / kilobytes.get(0);
    assertThat(growth).as("growth of the resident memory in kB, %s", kilobytes).isLessThan(0.05);
  }

  private static List<Long> measure(MemoryRun.Drive drive)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms192m",
                "-Xmx192m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryRun.class.getName(),
                drive.name())
            .redirectErrorStream(true);
    builder.environment().remove("TF_OVERRIDE_GLOBAL_THREADPOOL"); // as on a user's machine
    Process process = builder.start();
    String output;
    try (InputStream out = process.getInputStream()) {
      output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor()).as(output).isZero();
    return output
        .lines()
        .filter(line -> line.startsWith("kB "))
        .map(line -> Long.parseLong(line.substring(3)))
        .toList();
  }
}
