package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory and open files over a long time: after the first tenth, nothing grows any more.
 *
 * <p>Runs in a separate process whose Java heap is committed at the start, so that any growth is
 * native.
 */
@Tag("slow")
class SoakTest {
  private static final double MOST_GROWTH = 0.03;

  @TempDir private Path folder;

  @Test
  void tenThousandIterationsWithPicturesCheckpointsAndEvaluationLeaveMemoryFlat()
      throws IOException, InterruptedException {
    assertFlat(SoakRun.Drive.ITERATIONS, 10_000);
  }

  @Test
  void twoHundredTrainersOpenedAndClosedLeaveMemoryFlat() throws IOException, InterruptedException {
    assertFlat(SoakRun.Drive.TRAINERS, 200);
  }

  private void assertFlat(SoakRun.Drive drive, int count) throws IOException, InterruptedException {
    if (!Files.isReadable(SoakRun.STATUS)) {
      String reason = "SKIPPED: no " + SoakRun.STATUS + " to read the resident memory from";
      System.err.println(reason);
      Assumptions.abort(reason);
    }
    List<String> lines = run(drive, count);
    List<long[]> stages =
        lines.stream().filter(l -> l.contains(" kB ")).map(SoakTest::numbers).toList();
    assertThat(stages).as("%s", lines).hasSize(10);
    lines.stream()
        .filter(l -> l.contains(" kB "))
        .forEach(l -> System.err.println(drive + " " + l));
    long[] first = stages.get(0);
    long[] last = stages.get(9);
    double growth = (double) (last[1] - first[1]) / first[1];
    assertThat(growth).as("growth of the resident memory, %s", lines).isLessThan(MOST_GROWTH);
    assertThat(last[2]).as("open files, %s", lines).isEqualTo(first[2]);
    assertThat(lines).contains("open 0");
  }

  /** Reads {@code 1000 kB 401234 files 17}. */
  private static long[] numbers(String line) {
    String[] words = line.split(" ", -1);
    return new long[] {
      Long.parseLong(words[0]), Long.parseLong(words[2]), Long.parseLong(words[4])
    };
  }

  private List<String> run(SoakRun.Drive drive, int count)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SoakRun.class.getName(),
                drive.name(),
                folder.toString(),
                Integer.toString(count))
            .redirectErrorStream(true);
    builder.environment().remove("TF_OVERRIDE_GLOBAL_THREADPOOL"); // as for users
    builder.environment().put("MALLOC_ARENA_MAX", "2"); // as ./gan does
    Process process = builder.start();
    String output;
    try (InputStream out = process.getInputStream()) {
      output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
