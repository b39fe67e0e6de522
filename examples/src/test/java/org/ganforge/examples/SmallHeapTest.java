package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallHeapTest {
  @TempDir private Path folder;

  /** TensorFlow alone takes more than three times this heap. */
  @Test
  void aSmallJavaHeapDoesNotLimitTensors() throws Exception {
    Path out = folder.resolve("out.txt");
    Path run = folder.resolve("run");
    Object[] words = {"train", "fashion-mlp", "--dataset", "digits", "--steps", 3, "--run", run};
    try (GanProcess process = GanProcess.startWith("-Xmx48m", out, words)) {
      assertThat(process.await()).as(Files.readString(out)).isZero();
    }
    assertThat(GanProcess.lines(run)).isEqualTo(3);
  }
}
