package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.ganforge.Gan;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.examples.console.Failures;
import org.ganforge.json.GanJson;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Run;
import org.ganforge.run.RunFailedException;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.DataPlan;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training from the command line, end to end. */
class TrainTest {
  @TempDir private Path folder;
  private String out = "";

  private Path train(String name, Object... options) {
    Path run = folder.resolve(name);
    Object[] words = new Object[options.length + 4];
    words[0] = "train";
    words[1] = TinySpec.in(folder);
    words[2] = "--run";
    words[3] = run;
    System.arraycopy(options, 0, words, 4, options.length);
    CommandRun result = CommandRun.of(words);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    out = result.out();
    return run;
  }

  @Test
  void leavesEverythingInTheRunDirectory() throws IOException {
    Path run = train("run", "--seed", 5);

    assertThat(run)
        .isDirectoryContaining("glob:**/run.json")
        .isDirectoryContaining("glob:**/progress.gif");
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(20);
    assertThat(run.resolve("checkpoints/step-0")).isDirectory();
    assertThat(run.resolve("checkpoints/step-20")).isDirectory();
    assertThat(size(run.resolve("reals.png"))).isEqualTo("292 x 118");
    assertThat(size(run.resolve("fakes-000000.png"))).isEqualTo("292 x 118");
    assertThat(size(run.resolve("fakes-000020.png"))).isEqualTo("292 x 118");
    assertThat(frames(run.resolve("progress.gif"))).isEqualTo(2);

    RunInfo info = new RunDirectory(run).info();
    assertThat(info.seed()).isEqualTo(5);
    assertThat(requireNonNull(info.images()).name()).isEqualTo("digits");
    assertThat(requireNonNull(info.images()).count()).isEqualTo(200);
    assertThat(info.versions().backend()).startsWith("TensorFlow 2.");
    assertThat(info.command())
        .containsExactly(
            "train",
            folder.resolve("tiny.json").toString(),
            "--run",
            run.toString(),
            "--seed",
            "5");
  }

  @Test
  void givesTheSameMetricsForTheSameSeed() throws IOException {
    String first = Files.readString(train("a", "--seed", 7).resolve("metrics.jsonl"));
    String again = Files.readString(train("b", "--seed", 7).resolve("metrics.jsonl"));
    String other = Files.readString(train("c", "--seed", 8).resolve("metrics.jsonl"));

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void acceptsStepsBatchSizeAndGridOnTheCommandLine() throws IOException {
    Path run = train("run", "--steps", 6, "--batch-size", 3, "--grid-every", 2, "--threads", 1);

    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(6);
    assertThat(run.resolve("fakes-000002.png")).exists();
    assertThat(run.resolve("fakes-000004.png")).exists();
    assertThat(new RunDirectory(run).info().gan().plan().batchSize()).isEqualTo(3);
  }

  @Test
  void numbersTheRunsAndSaysWhereThingsAreAndWhatToTryNext() {
    Path runs = folder.resolve("runs");
    Path spec = TinySpec.in(folder);
    CommandRun.of("train", spec, "--runs", runs, "--steps", 1);
    CommandRun second = CommandRun.of("train", spec, "--runs", runs, "--steps", 1);

    Path run = runs.resolve("00001-tiny");
    assertThat(run.resolve("checkpoints/step-1")).isDirectory();
    assertThat(second.out())
        .startsWith(
            "model  tiny: own spec\n"
                + "data   digits, 200 images [28, 28, 1]\n"
                + ("run    " + run + ": 1 iteration in batches of 8, seed 0\n")
                + "iteration 1/1  epoch 1/1  d_loss ")
        .containsPattern("\ndone: 1 iteration in [0-9:]+\n")
        .contains("samples     " + run.resolve("fakes-000001.png") + "\n")
        .contains("progress    " + run.resolve("progress.gif") + "\n")
        .contains("real ones   " + run.resolve("reals.png") + "\n")
        .contains("weights     " + run.resolve("checkpoints/step-1") + "\n")
        .endsWith(
            "\nNext: ./gan sample "
                + run
                + " --count 100 --seed 1\n"
                + "      ./gan resume "
                + run
                + " --steps 2\n");
  }

  @Test
  void printsOnlyJsonOnStandardOutput() throws IOException {
    Path run = folder.resolve("run");
    CommandRun result =
        CommandRun.of("train", TinySpec.in(folder), "--run", run, "--steps", 3, "--json");

    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.get("model").textValue()).isEqualTo("tiny");
    assertThat(json.get("run").textValue()).isEqualTo(run.toString());
    assertThat(json.get("iteration").intValue()).isEqualTo(3);
    assertThat(json.get("stopped").booleanValue()).isFalse();
    List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
    JsonNode last = new ObjectMapper().readTree(lines.get(2));
    assertThat(json.get("d_loss")).isEqualTo(last.get("d_loss"));
    assertThat(json.get("g_accuracy")).isEqualTo(last.get("g_accuracy"));
    assertThat(Path.of(json.get("checkpoint").textValue())).isDirectory();
    assertThat(result.err()).contains("iteration 3/3");
  }

  /** With the trial of forms that is the default; without it, {@link PresetsTest} trains it. */
  @Tag("slow")
  @Test
  void trainsTheFirstPreset() throws IOException {
    Path run = folder.resolve("run");
    Optional<Path> mnist = RealData.folder(RealData.MNIST);
    boolean real = mnist.isPresent();
    CommandRun result =
        CommandRun.of(
            "train",
            "mnist-dcgan",
            real ? "--data" : "--dataset",
            real ? mnist.get() : "digits",
            "--steps",
            2,
            "--batch-size",
            8,
            "--run",
            run);

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(2);
    assertThat(size(run.resolve("fakes-000002.png"))).isEqualTo("582 x 234");
    assertThat(requireNonNull(new RunDirectory(run).info().images()).count())
        .isEqualTo(real ? 55_000 : 10_000);
  }

  /** The folder that blocks the picture is created after the run's directory, before training. */
  @Test
  void savesTheWeightsWhenAPictureCannotBeWritten() {
    Path run = folder.resolve("run");
    Path inTheWay = run.resolve("fakes-000020.png");
    Run blocked = run(run, GanJson.read(TinySpec.JSON)).withListener(event -> block(inTheWay));

    RunFailedException failure = failure(blocked);

    assertThat(Failures.line(failure))
        .startsWith(inTheWay + ": expected a file that can be written but found ")
        .endsWith("; the weights are saved, and './gan resume " + run + "' continues from step-20");
    assertThat(CommandRun.of("sample", run, "--count", 2).code()).isZero();
  }

  private static Run run(Path directory, Gan gan) {
    return Run.create(directory, gan, DatasetCatalogue.standard().load("digits"));
  }

  private static RunFailedException failure(Run run, TrainingListener... listeners) {
    return catchThrowableOfType(
        RunFailedException.class, () -> run.train(TensorFlowBackend.of(), listeners));
  }

  @Test
  void doesNotRecreateARemovedRun() {
    Path run = folder.resolve("run");
    Gan gan = GanJson.read(TinySpec.JSON);
    CheckpointPlan often = CheckpointPlan.of().withEvery(3);

    RunFailedException failure =
        failure(run(run, gan.withRecording(gan.recording().withCheckpoints(often))), removing(run));

    assertThat(Failures.line(failure))
        .isEqualTo("run directory " + run + ": expected it to remain during training; it is gone");
    assertThat(run).doesNotExist();
  }

  private static TrainingListener removing(Path run) {
    return event -> {
      if (event instanceof TrainingEvent.IterationDone done && done.iteration() == 2) {
        try {
          for (String file : RunContent.files(run).descendingKeySet()) {
            Files.delete(run.resolve(file));
          }
          for (String inner : new String[] {"checkpoints/step-0", "checkpoints", ""}) {
            Files.delete(run.resolve(inner));
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private static void block(Path file) {
    try {
      Files.createDirectories(file.resolve("folder"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void usesAllOfADataSetThatTheModelDoesNotName() {
    Path spec =
        TinySpec.with(
            folder,
            "\"digits\", \"first\": 200",
            "\"mnist\", \"skip\": 5, \"first\": 200, \"label\": 3");
    Path run = folder.resolve("run");
    CommandRun result =
        CommandRun.of("train", spec, "--dataset", "digits", "--steps", 1, "--run", run);

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("data   digits, 10,000 images [28, 28, 1]\n");
    DataPlan data = new RunDirectory(run).info().gan().data();
    assertThat(data).isEqualTo(DataPlan.of().withDataset("digits"));
  }

  /** The preset skips MNIST's first 5,000 images, but none of a user's own. */
  @Test
  void usesAllOfAUsersOwnImages() throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + 10 * 28 * 28);
    images.putInt(0x803).putInt(10).putInt(28).putInt(28);
    Files.write(folder.resolve("train-images-idx3-ubyte"), images.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + 10);
    labels.putInt(0x801).putInt(10);
    Files.write(folder.resolve("train-labels-idx1-ubyte"), labels.array());
    Path run = train("run", "--data", folder, "--steps", 1);

    assertThat(out)
        .contains(
            "data   own-images, 10 images [28, 28, 1]: all of them, since they are not digits\n");
    assertThat(new RunDirectory(run).info().gan().data())
        .isEqualTo(DataPlan.of().withDataset("digits"));
  }

  @Test
  void writesNumbersTheSameWayInEveryLocale() {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      Path spec = TinySpec.with(folder, ", \"first\": 200", "");
      CommandRun result =
          CommandRun.of("train", spec, "--run", folder.resolve("run"), "--steps", 1);

      assertThat(result.out())
          .contains("data   digits, 10,000 images [28, 28, 1]\n")
          .containsPattern("\ndone: 1 iteration in [0-9:]+\n");
    } finally {
      Locale.setDefault(usual);
    }
  }

  private static String size(Path png) throws IOException {
    BufferedImage image = ImageIO.read(png.toFile());
    return image.getWidth() + " x " + image.getHeight();
  }

  private static int frames(Path gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(in);
      return reader.getNumImages(true);
    } finally {
      reader.dispose();
    }
  }
}
