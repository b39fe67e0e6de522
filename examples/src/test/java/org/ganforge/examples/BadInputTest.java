package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.layer.MergeLayer;
import org.ganforge.layer.UnaryLayer;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every user mistake gets one clear line and exit code 2. */
class BadInputTest {
  @TempDir private Path folder;

  private static void assertRefused(CommandRun run, String line) {
    assertThat(run.err()).isEqualTo("gan: " + line + "\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }

  private void assertSpecRefused(String part, String replacement, String line) {
    Path spec = TinySpec.with(folder, part, replacement);

    assertRefused(CommandRun.of("summary", spec), spec + " " + line);
  }

  @Test
  void refusesAnUnknownLayer() {
    assertSpecRefused(
        "\"type\": \"UpSampling2D\", \"size\": 4",
        "\"type\": \"UpSampling3D\", \"size\": 4",
        "$.generator.layers[3].type: expected a layer's type but found \"UpSampling3D\";"
            + " did you mean \"UpSampling2D\"? (known are "
            + Stream.of(UnaryLayer.class, MergeLayer.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .map(type -> '"' + type.getSimpleName() + "\", ")
                .collect(Collectors.joining())
            + "\"Sequential\", \"Model\")");
  }

  @Test
  void refusesAnUnknownField() {
    assertSpecRefused(
        "\"units\": 98",
        "\"units\": 98, \"actvation\": \"relu\"",
        "$.generator.layers[0]: expected a field of Dense but found \"actvation\";"
            + " did you mean \"activation\"? (its fields are \"units\", \"activation\","
            + " \"use_bias\", \"kernel_initializer\", \"bias_initializer\", \"name\","
            + " \"trainable\")");
  }

  @Test
  void refusesShapesThatDoNotFit() {
    assertSpecRefused(
        "[7, 7, 2]",
        "[7, 7, 3]",
        "$.generator.layers[2] (Reshape reshape): expected an input whose 98 numbers fit the target"
            + " shape but found [98] for [7, 7, 3]; change target_shape or the layer before it");
  }

  @Test
  void refusesALayerThatCannotTakeItsInput() {
    assertSpecRefused(
        "{\"type\": \"Reshape\", \"target_shape\": [7, 7, 2]},",
        "",
        "$.generator.layers[2] (UpSampling2D up_sampling2d): expected a rank-3 input"
            + " [height, width, channels] but found [98]; put a Reshape before it");
  }

  @Test
  void refusesAGeneratorWhoseOutputTheDiscriminatorCannotTake() {
    assertSpecRefused(
        "\"filters\": 1",
        "\"filters\": 3",
        "$.discriminator: expected an input like the generator's output [28, 28, 3] but found"
            + " [28, 28, 1]; change one of the two networks");
  }

  @Test
  void refusesTextThatIsNotJson() {
    assertSpecRefused(
        "\"name\": \"tiny\",",
        "\"name\": \"tiny\"",
        "$.name: expected JSON but found other text at line 4, column 3; JSON has no comments, no"
            + " NaN, no single quotes and no comma before a bracket");
  }

  @Test
  void refusesAMissingSpec() {
    Path spec = folder.resolve("nothing.json");

    assertRefused(
        CommandRun.of("summary", spec), spec + ": expected a file but found none; check its name");
  }

  @Test
  void refusesAnUnknownPresetAndNamesTheNearest() {
    assertRefused(
        CommandRun.of("train", "mnist-dcgn"),
        "preset: expected one of "
            + String.join(", ", ModelZoo.names())
            + " but found \"mnist-dcgn\"; did you mean mnist-dcgan?");
  }

  @Test
  void refusesAChangeOfAnUnknownFieldOrToAnInvalidValue() {
    assertRefused(
        CommandRun.of("summary", "mnist-dcgan", "--set", "noise.typ=semicircle"),
        "--set noise.typ: expected a field of Uniform but found \"typ\"; did you mean"
            + " \"type\"? (its fields are \"type\", \"minval\", \"maxval\")");
    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--set", "plan.seed=3", "--set", "plan.batch_size=0"),
        "--set plan.batch_size: expected a whole number of at least 1 but found 0; give 1 or more");
    assertRefused(
        CommandRun.of("summary", "fashion-mlp", "--set", "generator.layers[6].units=100"),
        "--set generator.layers[6].units=100: discriminator: expected an input like the generator's"
            + " output [100] but found [784]; change one of the two networks");
    assertRefused(
        CommandRun.of("summary", "mnist-dcgan", "--set", "noise"),
        "--set noise: expected a path and a value with = between them but found no =; write it as"
            + " in noise.type=semicircle");
  }

  @Test
  void refusesAModelThatIsADirectory() {
    assertRefused(
        CommandRun.of("summary", folder + "/"),
        folder + ": expected a readable file but found a directory; give a spec's JSON file");
  }

  @Test
  void refusesZeroAndNegativeNumbers() {
    for (String option : new String[] {"--steps", "--batch-size", "--grid-every"}) {
      assertRefused(
          CommandRun.of("train", TinySpec.in(folder), option, "0"),
          option + ": expected a whole number of at least 1 but found 0; give 1 or more");
      assertRefused(
          CommandRun.of("train", TinySpec.in(folder), option, "-5"),
          option + ": expected a whole number of at least 1 but found -5; give 1 or more");
    }
    assertRefused(
        CommandRun.of("train", TinySpec.in(folder), "--threads", "0"),
        "--threads: expected a whole number of at least 1 but found 0; give 1 or more");
    assertRefused(
        CommandRun.of("sample", folder, "--count", "0"),
        "--count: expected a whole number of at least 1 but found 0; give 1 or more");
    assertRefused(
        CommandRun.of("quickstart", "--for", "90"),
        "--for: expected a whole number of seconds, minutes or hours, such as 90s, 15m or 2h, but"
            + " found \"90\"; give one of these");
  }

  @Test
  void refusesADataDirectoryWithoutTheFiles() {
    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--data", folder),
        "data directory "
            + folder
            + ": expected train-images-idx3-ubyte and train-labels-idx1-ubyte, each with or without"
            + " .gz, there or in mnist/ but found neither; put both files there or name"
            + " another folder");
  }

  @Test
  void refusesAMissingDataDirectory() {
    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--data", folder.resolve("no")),
        "data directory "
            + folder.resolve("no")
            + ": expected train-images-idx3-ubyte and train-labels-idx1-ubyte, each with or without"
            + " .gz, there or in mnist/ but found no such folder; put both files there or name"
            + " another folder");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    images(10, 28 * 28 * 10 - 1);
    labels(10);

    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--data", folder),
        folder.resolve("train-images-idx3-ubyte")
            + ": expected 7856 bytes, a header and 10 x 28 x 28, but found 7855 bytes; download or"
            + " copy the file again");
  }

  @Test
  void refusesAFileOfAnotherKind() throws IOException {
    labels(10);
    Files.copy(
        folder.resolve("train-labels-idx1-ubyte"), folder.resolve("train-images-idx3-ubyte"));

    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--data", folder),
        folder.resolve("train-images-idx3-ubyte")
            + ": expected IDX images with magic number 0x00000803 but found magic number"
            + " 0x00000801; give the file of the images");
  }

  @Test
  void refusesFewerImagesThanTheModelLeavesOut() {
    Path spec = TinySpec.with(folder, "\"first\": 200", "\"skip\": 10000");

    assertRefused(
        CommandRun.of("train", spec),
        "data set digits: expected at least 10001 images, since data.skip is 10000 and data.first"
            + " 0, but found 10000; use more images or change the two");
  }

  @Test
  void refusesImagesOfAnotherSize() throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + 8 * 8 * 10);
    images.putInt(0x803).putInt(10).putInt(8).putInt(8);
    Files.write(folder.resolve("train-images-idx3-ubyte"), images.array());
    labels(10);
    Path spec = TinySpec.with(folder, ", \"first\": 200", "");

    assertRefused(
        CommandRun.of("train", spec, "--data", folder, "--runs", folder.resolve("runs")),
        "data set own-images: expected images of 784 numbers, the discriminator's input [28, 28, 1]"
            + " but found [8, 8, 1]; use other images or change the networks");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void refusesAnUnknownDataSet() {
    assertRefused(
        CommandRun.of("train", "mnist-dcgan", "--dataset", "minst"),
        "data set: expected one of mnist, fashion-mnist, emnist-letters, stacked-mnist, digits,"
            + " shapes but found \"minst\"; did you mean mnist?");
  }

  @Test
  void refusesASpecWithoutADataSet() {
    Path spec = TinySpec.with(folder, "\"dataset\": \"digits\", ", "");

    assertRefused(
        CommandRun.of("train", spec),
        "--dataset: expected the name of a data set, since the model names none, but found nothing;"
            + " give one of mnist, fashion-mnist, emnist-letters, stacked-mnist, digits, shapes");
  }

  @Test
  void refusesRunsInAPlaceThatIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("runs"), "a file");

    assertRefused(
        CommandRun.of("train", TinySpec.in(folder), "--runs", file),
        "run directory "
            + file
            + ": expected a place where a directory can be made but found something else of that"
            + " name; correct the permissions or choose another place");
  }

  @Test
  void refusesAPlaceForRunsBeforeItLooksForData() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "a file");
    String reason =
        ": expected a place where a directory can be made but found something that is not a"
            + " directory; correct the permissions or choose another place";
    for (String option : new String[] {"--runs", "--run"}) {
      Path below = file.resolve("runs");

      assertRefused(
          CommandRun.of(
              "train", "mnist-dcgan", "--data", folder.resolve("no"), option, below.toString()),
          "run directory " + below + reason);
    }
  }

  @Test
  void refusesARunDirectoryThatExists() throws IOException {
    Path run = Files.createDirectory(folder.resolve("mine"));
    Path file = Files.createFile(run.resolve("file"));

    assertRefused(
        CommandRun.of("train", TinySpec.in(folder), "--run", run),
        "run directory "
            + run
            + ": expected a new or empty directory but found one with files in it; choose another"
            + " name, or choose --runs for a numbered one");
    assertRefused(
        CommandRun.of("train", TinySpec.in(folder), "--run", file),
        "run directory "
            + file
            + ": expected a new or empty directory but found a file; choose another name, or choose"
            + " --runs for a numbered one");
  }

  @Test
  void refusesTwoPlacesForOneRun() {
    assertRefused(
        CommandRun.of("train", TinySpec.in(folder), "--run", "a", "--runs", "b"),
        "--run: expected it alone but found --runs as well; give one of the two");
  }

  @Test
  void refusesToSampleFromADirectoryThatIsNotARun() {
    assertRefused(
        CommandRun.of("sample", folder),
        "run directory "
            + folder
            + ": expected a directory with a run.json but found a directory without one; give a"
            + " directory that a training has made, such as runs/00000-mnist-dcgan");
    assertRefused(
        CommandRun.of("sample", folder.resolve("no")),
        "run directory "
            + folder.resolve("no")
            + ": expected a directory with a run.json but found nothing; give a directory that"
            + " a training has made, such as runs/00000-mnist-dcgan");
  }

  private void images(int count, int bytes) throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + bytes);
    images.putInt(0x803).putInt(count).putInt(28).putInt(28);
    Files.write(folder.resolve("train-images-idx3-ubyte"), images.array());
  }

  private void labels(int count) throws IOException {
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    labels.putInt(0x801).putInt(count);
    Files.write(folder.resolve("train-labels-idx1-ubyte"), labels.array());
  }
}
