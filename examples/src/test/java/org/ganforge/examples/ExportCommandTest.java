package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ganforge.internal.file.SideFiles;
import org.ganforge.json.codec.RunJson;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.NpyFile;
import org.ganforge.observe.RunDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The verbs {@code export} and {@code import}; loading exports in Python is tested elsewhere. */
class ExportCommandTest {
  @TempDir private static Path folder;
  private static TrainedTinyRun run = new TrainedTinyRun(Path.of(""));

  @BeforeAll
  static void train() {
    run = TrainedTinyRun.in(folder);
  }

  private static Stream<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
    }
  }

  @Test
  void exportsBothNetworksIntoTheRun() throws IOException {
    Path place = run.path().resolve("export");
    assertThat(run.call("export"))
        .isEqualTo(
            new CommandRun(
                0,
                "generator, iteration 20: "
                    + place.resolve("generator")
                    + "\ndiscriminator, iteration 20: "
                    + place.resolve("discriminator")
                    + "\n\nNext: python "
                    + place.resolve("generator/load.py")
                    + "\n",
                ""));
    assertThat(names(place.resolve("discriminator")))
        .containsExactlyInAnyOrder(
            "saved_model",
            "check",
            "gan.json",
            "run.json",
            "export.json",
            "README.md",
            "MODEL_CARD.md",
            "load.py");
    RunInfo info = new RunDirectory(run.path()).info();
    assertThat(RunJson.read(place.resolve("generator/run.json"))).isEqualTo(info.withoutPlaces());
    assertThat(info.command()).isNotEmpty();
  }

  @Test
  void aGeneratorComesBackAsARunThatDrawsTheSame() throws IOException {
    Path out = folder.resolve("out");
    assertThat(run.call("export", "--network", "generator", "--format", "all", "--out", out).code())
        .isZero();
    FloatTensor noise = NpyFile.read(out.resolve("generator/check/input.npy"));
    FloatTensor images = run.ask(trainer -> trainer.generate(noise));
    for (String file : new String[] {"model.keras", "model.h5"}) {
      Path imported = folder.resolve("imported-" + file);
      CommandRun result =
          CommandRun.of(
              "import",
              out.resolve("generator").resolve(file),
              "--as",
              "generator",
              "--run",
              imported);

      assertThat(result)
          .isEqualTo(
              new CommandRun(
                  0,
                  "generator of 6 layers, 1,293 parameters: "
                      + imported
                      + "\nimages in [-1, 1], by its last activation"
                      + "\n\nNext: ./gan sample "
                      + imported
                      + "\n",
                  ""));
      // Not to the bit: the import computes with other forms.
      assertThat(new TrainedTinyRun(imported).<FloatTensor>ask(t -> t.generate(noise)).toArray())
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(images.toArray());
      assertThat(CommandRun.of("sample", imported).code()).isZero();
      assertThat(CommandRun.of("mixed", imported).err())
          .isEqualTo(
              "gan: run's images: expected images that the run was trained on but found none, since"
                  + " its networks were trained elsewhere; resume it with images first\n");
    }
  }

  @Test
  void putsANetworkIntoAModel() {
    Path out = folder.resolve("into");
    run.call("export", "--format", "keras", "--out", out);
    Path imported = folder.resolve("both");
    CommandRun result =
        CommandRun.of(
            "import",
            out.resolve("discriminator/model.keras"),
            "--as",
            "discriminator",
            "--into",
            TinySpec.in(folder),
            "--run",
            imported);

    assertThat(result.err()).isEmpty();
    FloatTensor images = run.ask(trainer -> trainer.sample(3, 1));
    assertThat(new TrainedTinyRun(imported).<FloatTensor>ask(t -> t.score(images)))
        .isEqualTo(run.<FloatTensor>ask(t -> t.score(images)));
    assertThat(new RunDirectory(imported).info().gan().name()).isEqualTo("tiny");
  }

  private static void assertRefused(CommandRun result, String line) {
    assertThat(result).isEqualTo(new CommandRun(2, "", "gan: " + line + "\n"));
  }

  @Test
  void refusesAPlaceThatHasOneNetworkBeforeItWritesTheOther() throws IOException {
    Path out = folder.resolve("half");
    Path there = Files.createDirectories(out.resolve("discriminator"));
    assertRefused(
        run.call("export", "--out", out),
        "export "
            + there
            + ": expected a new directory but found one that exists; choose another place with"
            + " --out DIR, or remove it");
    assertThat(names(out)).containsExactly("discriminator");
  }

  @Test
  void writesTheRequestedFormats() throws IOException {
    Path out = folder.resolve("two");
    run.call("export", "--network", "discriminator", "--format", "h5,Keras,h5", "--out", out);
    assertThat(names(out.resolve("discriminator")))
        .contains("model.keras", "model.h5")
        .doesNotContain("saved_model");
    assertThat(out.resolve("discriminator/export.json"))
        .content()
        .contains("\"run\": \"run\"", "\"iteration\": 20,", "[\"h5\", \"keras\"]");
  }

  @Test
  void refusesAnUnknownFormat() {
    assertRefused(
        run.call("export", "--format", "tflite"),
        "--format: expected one or more of savedmodel, keras, h5, onnx, all, separated by commas,"
            + " but found \"tflite\"; choose among them (see ./gan export --help)");
  }

  @Test
  void refusesARunWithoutACheckpoint() throws IOException {
    Path cutOff = Files.createDirectory(folder.resolve("cut-off"));
    Files.copy(run.path().resolve("run.json"), cutOff.resolve("run.json"));
    assertRefused(
        CommandRun.of("export", cutOff),
        "run directory "
            + cutOff
            + ": expected a checkpoint in "
            + cutOff.resolve("checkpoints")
            + " but found none; training of this run was interrupted; train again");
    assertThat(names(cutOff)).containsExactly("run.json");
  }

  @Test
  void refusesADirectoryThatIsNotARun() {
    assertRefused(
        CommandRun.of("export", folder.resolve("nothing")),
        "run directory "
            + folder.resolve("nothing")
            + ": expected a directory with a run.json but found nothing; give a directory that a"
            + " training has made, such as runs/00000-mnist-dcgan");
  }

  @Test
  void refusesToImportADamagedFileAndLeavesNoRun() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.keras"), "PK and no more");
    Path target = folder.resolve("none");
    CommandRun result = CommandRun.of("import", file, "--as", "generator", "--run", target);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("gan: " + file + " zip file: expected one that can be read");
    assertThat(result.err()).hasLineCount(1);
    assertThat(target).doesNotExist();
  }

  @Test
  void refusesADiscriminatorAsAGenerator() {
    Path out = folder.resolve("wrong");
    run.call("export", "--network", "discriminator", "--format", "h5", "--out", out);
    assertRefused(
        CommandRun.of(
            "import",
            out.resolve("discriminator/model.h5"),
            "--as",
            "generator",
            "--run",
            folder.resolve("none")),
        out.resolve("discriminator/model.h5")
            + " generator: expected images as output, [height, width, channels], but found [1], a"
            + " single number, as from a discriminator or a whole GAN; give the generator alone");
  }

  /** A path so long that the run's own files fit but its checkpoint's paths are too long. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesNoRunIfTheCheckpointCannotBeWritten() throws IOException {
    run.call("export", "--network", "generator", "--format", "h5", "--out", folder.resolve("long"));
    Path place = folder.resolve("deep");
    while (place.toString().length() < 3700) {
      place = place.resolve("d".repeat(99));
    }
    Path target = place.resolve("run");
    // A run is created under a hidden name, and so is each of its files.
    int hidden = SideFiles.beside(target).toString().length();
    int room = SideFiles.beside(Path.of("run.json"), ".part").toString().length() + 8;
    place = place.resolve("d".repeat(4095 - hidden - room - 1));
    target = place.resolve("run");
    CommandRun result =
        CommandRun.of(
            "import",
            folder.resolve("long/generator/model.h5"),
            "--as",
            "generator",
            "--run",
            target);
    assertThat(result.err())
        .startsWith("gan: checkpoint " + folder.resolve("deep"))
        .contains(" characters): expected a place that can be written but found ")
        .hasLineCount(1);
    assertThat(result.code()).isEqualTo(2);
    assertThat(target).doesNotExist();
  }
}
