package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb {@code data}, without downloads. */
class DataTest {
  @TempDir private Path folder;

  @BeforeEach
  void useASeparateCache() {
    System.setProperty("ganforge.home", folder.resolve("cache").toString());
  }

  @AfterEach
  void forgetTheCache() {
    System.clearProperty("ganforge.home");
  }

  /** Writes images of 2 x 3 pixels and their labels under MNIST's names. */
  private void put(Path directory, String split, int count) throws IOException {
    Files.createDirectories(directory);
    ByteBuffer images = ByteBuffer.allocate(16 + 6 * count);
    images.putInt(0x803).putInt(count).putInt(2).putInt(3);
    Files.write(directory.resolve(split + "-images-idx3-ubyte"), images.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    labels.putInt(0x801).putInt(count);
    Files.write(directory.resolve(split + "-labels-idx1-ubyte"), labels.array());
  }

  @Test
  void saysWhatADownloadWouldCost() {
    CommandRun result = CommandRun.of("data");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("mnist           not here; './gan data mnist' downloads 12 MB\n")
        .contains("stacked-mnist   not here; './gan data stacked-mnist' downloads 12 MB\n")
        .contains("emnist-letters  not here; './gan data emnist-letters' downloads 562 MB\n")
        .endsWith(
            """
            digits          10,000 + 2,000 images [28, 28, 1], drawn by the program
            shapes          10,000 + 2,000 images [64, 64, 3], drawn by the program
            """);
  }

  @Test
  void saysWhatAFolderHolds() throws IOException {
    put(folder.resolve("own/mnist"), "train", 4);
    put(folder.resolve("own/mnist"), "t10k", 2);
    put(folder.resolve("own/fashion-mnist"), "train", 3);

    assertThat(CommandRun.of("data", "--data", folder.resolve("own")).out())
        .isEqualTo(
            "mnist           4 + 2 images [2, 3, 1], which are own-images, in "
                + folder.resolve("own/mnist")
                + "\nfashion-mnist   3 images [2, 3, 1], which are own-images, in "
                + folder.resolve("own/fashion-mnist")
                + "\nemnist-letters  not in the folder\nstacked-mnist   4 + 2 images [2, 3, 3],"
                + " which are stacked-own-images, in "
                + folder.resolve("own/mnist")
                + "\ndigits          not in the folder"
                + "\nshapes          not in the folder\n");
  }

  @Test
  void printsTheSameAsJson() throws IOException {
    put(folder.resolve("mnist"), "train", 4);
    CommandRun result = CommandRun.of("data", "--data", folder, "--json");

    JsonNode json = JsonMapper.builder().build().readTree(result.out());
    assertThat(json.get(0).get("name").textValue()).isEqualTo("mnist");
    assertThat(json.get(0).get("state").textValue()).isEqualTo("at_hand");
    assertThat(json.get(0).get("train").intValue()).isEqualTo(4);
    assertThat(json.get(0).get("test").intValue()).isZero();
    assertThat(json.get(1).get("state").textValue()).isEqualTo("absent");
    assertThat(json.get(1).get("where").textValue()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithADamagedFile() throws IOException {
    put(folder.resolve("mnist"), "train", 4);
    Path images = folder.resolve("mnist/train-images-idx3-ubyte");
    Files.writeString(images, "<html>moved</html>", StandardCharsets.US_ASCII);

    CommandRun result = CommandRun.of("data", "--data", folder);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "gan: data: expected intact files but found damaged ones of mnist, stacked-mnist; see"
                + " above\n");
    assertThat(result.out())
        .startsWith(
            "mnist           damaged: "
                + images
                + ": expected IDX images with magic number 0x00000803 but found a web page;"
                + " download the file itself, not a page about it\n");
  }

  @Test
  void doesNotIgnoreADamagedTestPart() throws IOException {
    put(folder.resolve("mnist"), "train", 4);
    put(folder.resolve("mnist"), "t10k", 4);
    Files.writeString(folder.resolve("mnist/t10k-labels-idx1-ubyte"), "short");

    CommandRun result = CommandRun.of("data", "mnist", "--data", folder);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).startsWith("mnist  damaged: ").contains("t10k-labels-idx1-ubyte");
  }

  @Test
  void offersToDownloadDamagedFilesInTheCacheAgain() throws IOException {
    put(folder.resolve("cache/mnist"), "train", 4);

    CommandRun result = CommandRun.of("data", "--offline");
    assertThat(result.out())
        .startsWith("mnist           damaged; './gan data mnist' downloads 12 MB again\n");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void refusesToDownloadWhenOffline() {
    CommandRun result = CommandRun.of("data", "mnist", "--offline");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "gan: data set mnist: expected train-images-idx3-ubyte.gz in "
                + folder.resolve("cache/mnist")
                + " but found no intact copy, and downloads are off; give a folder that holds"
                + " train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz with --data DIR, or"
                + " use the built-in data set \"digits\"\n");
  }

  @Test
  void refusesAnUnknownName() {
    assertThat(CommandRun.of("data", "mnits").err())
        .isEqualTo(
            "gan: data set: expected one of mnist, fashion-mnist, emnist-letters, stacked-mnist,"
                + " digits, shapes but found \"mnits\"; did you mean mnist?\n");
  }
}
