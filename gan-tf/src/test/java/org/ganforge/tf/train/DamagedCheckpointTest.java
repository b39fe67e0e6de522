package org.ganforge.tf.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However a checkpoint is damaged, it is restored, or one line says that it cannot be. */
class DamagedCheckpointTest {
  private static final long MOST_BYTES = 16L << 20;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void restoresOrSaysInOneLineWhatIsWrong() throws IOException {
    restoreOrRefuse(200, 64);
  }

  @Test
  @Tag("slow")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void doesSoForTwoThousand() throws IOException {
    restoreOrRefuse(2_000, 65);
  }

  private void restoreOrRefuse(int count, long seed) throws IOException {
    Random random = new Random(seed);
    Path saved = folder.resolve("saved");
    Path damaged = Files.createDirectory(folder.resolve("damaged"));
    int refused = 0;
    try (TensorFlowTrainer trainer = TinyGans.open(TinyGans.dense(), TinyGans.images(4))) {
      trainer.save(saved);
      for (int i = 0; i < count; i++) {
        String change = damage(saved, damaged, random);
        long before = allocated();
        try {
          trainer.restore(damaged);
        } catch (InvalidInputException e) {
          assertThat(e.getMessage())
              .as("%d: %s", i, change)
              .contains(damaged.toString())
              .matches(".+: expected .+ but found .+; .+")
              .hasSizeLessThan(2000);
          refused++;
        } catch (RuntimeException e) {
          throw new AssertionError(i + ": " + change, e);
        }
        assertThat(allocated() - before).as("%d: %s", i, change).isLessThan(MOST_BYTES);
      }
      trainer.restore(saved);
      assertThat(trainer.updateGenerator(trainer.noise(2, 1)).loss()).isFinite();
    }
    assertThat(refused).isGreaterThan(count / 2);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(saved, damaged);
    }
  }

  /** Copies the checkpoint with one file changed, and returns which and how. */
  private static String damage(Path saved, Path damaged, Random random) throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.list(saved)) {
      names = files.map(f -> f.getFileName().toString()).sorted().toList();
    }
    for (String name : names) {
      Files.write(damaged.resolve(name), Files.readAllBytes(saved.resolve(name)));
    }
    String name = names.get(random.nextInt(names.size()));
    Path file = damaged.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> {
        Files.delete(file);
        return name + " deleted";
      }
      case 1 -> {
        Files.write(file, Arrays.copyOf(bytes, at));
        return name + " cut at " + at;
      }
      case 2 -> {
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1 + at));
        return name + " with zeros after it";
      }
      default -> {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        return name + " changed at " + at;
      }
    }
  }

  /** Returns how many bytes this thread has allocated on the heap. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
