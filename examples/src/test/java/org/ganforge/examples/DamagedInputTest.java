package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With damaged files, the command line either works or exits with 2 and one line. */
class DamagedInputTest {
  @TempDir private Path folder;

  @Test
  void refusesDamagedSpecsInOneLine() throws IOException {
    assertRefusesDamagedSpecs(80);
  }

  @Tag("slow")
  @Test
  void refusesManyDamagedSpecsInOneLine() throws IOException {
    assertRefusesDamagedSpecs(300);
  }

  private void assertRefusesDamagedSpecs(int specs) throws IOException {
    Random random = new Random(66);
    Path spec = folder.resolve("spec.json");
    int refused = 0;
    for (int i = 0; i < specs; i++) {
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
    assertThat(refused).isGreaterThan(specs / 2);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(spec);
    }
  }

  @Test
  void refusesDamagedIdxFilesInOneLine() throws IOException {
    assertRefusesDamagedIdxFiles(80);
  }

  @Tag("slow")
  @Test
  void refusesManyDamagedIdxFilesInOneLine() throws IOException {
    assertRefusesDamagedIdxFiles(300);
  }

  private void assertRefusesDamagedIdxFiles(int files) throws IOException {
    Random random = new Random(69);
    Path spec = TinySpec.in(folder);
    Path data = writeImages(folder.resolve("data"));
    Path run = folder.resolve("run");
    Set<String> before = RunContent.files(folder).keySet();
    int refused = 0;
    for (int i = 0; i < files; i++) {
      writeImages(data);
      damageOne(data, random);
      CommandRun look = CommandRun.of("data", "mnist", "--data", data);
      if (look.code() == 0) {
        assertThat(look.err()).as("%d", i).isEmpty();
        continue;
      }
      assertThat(look.code()).as("%d: %s", i, look.err()).isEqualTo(2);
      assertThat(look.out())
          .as("%d", i)
          .hasLineCount(1)
          .startsWith("mnist  damaged: " + data)
          .matches("(?s).+: expected .+ but found .+; .+\n");
      assertThat(look.err())
          .as("%d", i)
          .isEqualTo(
              "gan: data: expected intact files but found damaged ones of mnist; see above\n");
      if (refused++ < files / 10) {
        CommandRun train = CommandRun.of("train", spec, "--data", data, "--run", run);
        assertRefused(i + "", train, data);
        assertThat(look.out()).contains(train.err().substring("gan: ".length()));
      }
      assertThat(RunContent.files(folder).keySet()).as("%d", i).isEqualTo(before);
    }
    assertThat(refused).isBetween(files / 3, files - 2);
  }

  @Test
  void refusesDamagedCheckpointsInOneLine() throws IOException {
    assertRefusesDamagedCheckpoints(18);
  }

  @Tag("slow")
  @Test
  void refusesManyDamagedCheckpointsInOneLine() throws IOException {
    assertRefusesDamagedCheckpoints(60);
  }

  /** There is only one checkpoint, so none to fall back to. */
  private void assertRefusesDamagedCheckpoints(int damages) throws IOException {
    Random random = new Random(70);
    Path run = TrainedTinyRun.in(folder).path();
    deleteAll(run.resolve("checkpoints/step-0"));
    Path checkpoint = run.resolve("checkpoints/step-20");
    Map<String, byte[]> whole = RunContent.files(folder);
    for (int i = 0; i < damages; i++) {
      String change = i % 6 == 0 ? deleteOne(checkpoint, random) : damageOne(checkpoint, random);
      assertRefused(i + ": " + change, CommandRun.of("sample", run, "--count", 1), checkpoint);
      assertRefused(i + ": " + change, CommandRun.of("resume", run, "--steps", 21), checkpoint);
      assertThat(whole.keySet()).as("%d", i).containsAll(RunContent.files(folder).keySet());
      for (var file : whole.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
    }
    assertThat(CommandRun.of("sample", run, "--count", 1).code()).isZero();
  }

  private static void assertRefused(String change, CommandRun run, Path place) {
    assertThat(run.code()).as("%s: %s", change, run.err()).isEqualTo(2);
    assertThat(run.out()).as(change).isEmpty();
    assertThat(run.err())
        .as(change)
        .hasLineCount(1)
        .startsWith("gan: ")
        .contains(place.toString())
        .matches("(?s).+: expected .+ but found .+; .+\n");
  }

  private static Path writeImages(Path data) throws IOException {
    Files.createDirectories(data);
    ByteBuffer images = ByteBuffer.allocate(16 + 5 * 28 * 28);
    images.putInt(0x803).putInt(5).putInt(28).putInt(28);
    Files.write(data.resolve("train-images-idx3-ubyte"), images.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + 5);
    labels.putInt(0x801).putInt(5);
    Files.write(data.resolve("train-labels-idx1-ubyte"), labels.array());
    return data;
  }

  private static Path anyFile(Path data, Random random) throws IOException {
    List<String> names = List.copyOf(RunContent.files(data).keySet());
    return data.resolve(names.get(random.nextInt(names.size())));
  }

  /** Deletes one file of a folder and says which. */
  private static String deleteOne(Path data, Random random) throws IOException {
    Path file = anyFile(data, random);
    Files.delete(file);
    return file + " deleted";
  }

  /** Damages one file of a folder and says which. */
  private static String damageOne(Path data, Random random) throws IOException {
    Path file = anyFile(data, random);
    byte[] bytes = Files.readAllBytes(file);
    if (random.nextInt(4) == 0) {
      Files.write(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(2000)));
    } else if (random.nextBoolean()) {
      // The header, where most information is.
      bytes[random.nextInt(Math.min(bytes.length, 16))] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
    } else {
      Files.write(file, damaged(bytes, random));
    }
    return file.toString();
  }

  private static void deleteAll(Path directory) throws IOException {
    for (String name : RunContent.files(directory).keySet()) {
      Files.delete(directory.resolve(name));
    }
    Files.delete(directory);
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
