package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files at the command line: it does its work, or exits with 2 and one line. */
class DamagedInputTest {
  private static final int SPECS = 300;

  @TempDir private Path folder;

  @Test
  void refusesDamagedSpecsInOneLine() throws IOException {
    Random random = new Random(66);
    Path spec = folder.resolve("spec.json");
    int refused = 0;
    for (int i = 0; i < SPECS; i++) {
      Files.write(spec, damaged(TinySpec.JSON.getBytes(StandardCharsets.UTF_8), random));
      CommandRun run = CommandRun.of("summary", spec);
      if (run.code() == 0) {
        assertThat(run.err()).as("%d", i).isEmpty();
      } else {
        assertThat(run.code()).as("%d: %s", i, run.err()).isEqualTo(2);
        assertThat(run.out()).as("%d", i).isEmpty();
        assertThat(run.err())
            .as("%d", i)
            .hasLineCount(1)
            .startsWith("gan: " + spec)
            .matches("(?s).+: expected .+ but found .+; .+\n");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(SPECS / 2);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(spec);
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(bytes, at);
    }
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }
}
