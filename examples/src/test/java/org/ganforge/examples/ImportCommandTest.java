package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.GanTrainer;
import org.ganforge.KerasModel;
import org.ganforge.LeftOut;
import org.ganforge.Sequential;
import org.ganforge.data.ValueRange;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.observe.RunDirectory;
import org.ganforge.tf.keras.KerasFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir private Path folder;

  /** Writes a network of three numbers whose weights are all 0. */
  private Path file(String name, Layer... layers) throws IOException {
    return file(name, 0, TensorShape.of(3), layers);
  }

  /** Writes a network whose weights all have the same value. */
  private Path file(String name, float value, TensorShape input, Layer... layers)
      throws IOException {
    Sequential.Builder builder = Sequential.builder("network").input(input);
    for (Layer layer : layers) {
      builder.add(layer);
    }
    Sequential network = builder.build();
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (WeightSpec weight : network.weights(network.inputShape())) {
      float[] values = new float[weight.shape().size()];
      Arrays.fill(values, value);
      weights.put(weight.name(), FloatTensor.wrap(weight.shape(), values));
    }
    Path file = folder.resolve(name);
    KerasFile.writeKeras(new KerasModel(network, weights, List.of()), file);
    return file;
  }

  private static Dense dense(ActivationFunction activation) {
    return Dense.of(16).withActivation(activation);
  }

  private CommandRun importing(Path file, Path run, Object... more) {
    Object[] all = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"import", file, "--as", "generator", "--run", run}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return CommandRun.of(all);
  }

  private static void assertRefused(CommandRun result, String line) {
    assertThat(result).isEqualTo(new CommandRun(2, "", "gan: " + line + "\n"));
  }

  @Test
  void derivesTheRangeFromTheActivationBeforeAReshape() throws IOException {
    Path run = folder.resolve("run");
    CommandRun result =
        importing(file("s.keras", dense(ActivationFunction.SIGMOID), Reshape.of(4, 4, 1)), run);

    assertThat(result.out())
        .isEqualTo(
            "generator of 2 layers, 64 parameters: "
                + run
                + "\nimages in [0, 1], by its last activation\n\nNext: ./gan sample "
                + run
                + "\n");
    assertThat(new RunDirectory(run).info().gan().data().range()).isEqualTo(ValueRange.ZERO_TO_ONE);
  }

  @Test
  void asksForTheRangeIfTheNetworkDoesNotDetermineIt() throws IOException {
    Path file = file("l.keras", dense(ActivationFunction.LINEAR), Reshape.of(4, 4, 1));
    Path run = folder.resolve("run");
    assertRefused(
        importing(file, run),
        file
            + " generator: expected a last activation that determines the range of its images,"
            + " sigmoid or tanh, but found linear; give the range as it was trained: --range 0,1 or"
            + " --range -1,1");
    assertThat(run).doesNotExist();
    assertRefused(
        importing(file, run, "--range", "1,2"),
        "--range: expected 0,1 or -1,1 but found \"1,2\"; give the range of the generator's"
            + " images");

    assertThat(importing(file, run, "--range", "-1,1").out())
        .contains("\nimages in [-1, 1], by --range\n");
  }

  @Test
  void refusesAWholeGanAsAGenerator() throws IOException {
    Path file =
        file(
            "gan.keras",
            dense(ActivationFunction.TANH),
            Reshape.of(4, 4, 1),
            Flatten.of(),
            Dense.of(1));
    Path run = folder.resolve("run");
    assertRefused(
        importing(file, run),
        file
            + " generator: expected images as output, [height, width, channels], but found [1], a"
            + " single number, as from a discriminator or a whole GAN; give the generator alone");
    assertThat(run).doesNotExist();
  }

  @Test
  void resumesWithoutRegularizersInTheFileOnlyOnRequest() throws IOException {
    Path run = folder.resolve("run");
    importing(file("t.keras", dense(ActivationFunction.TANH), Reshape.of(4, 4, 1)), run);
    RunDirectory directory = new RunDirectory(run);
    RunInfo info = directory.info();
    LeftOut l2 = new LeftOut("dense", "kernel_regularizer", "L2 {\"l2\": 0.5}", true);
    directory.write(info.withLeftOut(List.of(l2, new LeftOut("d", "dtype", "float16", false))));

    assertRefused(
        CommandRun.of("resume", run),
        "run directory "
            + run
            + ": expected networks with all that their training had but found networks without"
            + " kernel_regularizer L2 {\"l2\": 0.5} of dense; train without it with"
            + " --drop-regularizers");
    // With the option, the next problem is reported: an imported run has no images.
    assertThat(CommandRun.of("resume", run, "--drop-regularizers").err())
        .doesNotContain("kernel_regularizer");
  }

  /** Imports a generator into a run, and a discriminator into that run's GAN. */
  private Path importBoth() throws IOException {
    Path first = folder.resolve("first");
    Path both = folder.resolve("both");
    Layer[] images = {dense(ActivationFunction.TANH), Reshape.of(4, 4, 1)};
    importing(file("g.keras", 0.5f, TensorShape.of(3), images), first);
    TensorShape shape = TensorShape.of(4, 4, 1);
    Path discriminator = file("d.keras", 0.25f, shape, Flatten.of(), Dense.of(1));
    Object[] words = {
      "import", discriminator, "--as", "discriminator", "--into", first, "--run", both
    };
    assertThat(CommandRun.of(words).err()).isEmpty();
    return both;
  }

  @Test
  void aRunAcceptsTheOtherNetworkAndKeepsItsWeights() throws IOException {
    Path both = importBoth();
    assertThat(new RunDirectory(both).info().gan().objective())
        .isEqualTo(BinaryCrossentropy.of().withFromLogits(true));
    assertThat(weights(both))
        .allSatisfy(
            (name, values) ->
                assertThat(values.toArray())
                    .containsOnly(name.startsWith("generator/") ? 0.5f : 0.25f));
  }

  @Test
  void importedNetworksAreTrainedOnPictures() throws IOException {
    Path both = importBoth();
    Path pictures = DrawnPictures.ofOneSize(folder.resolve("pictures"), 9, 9, 5);
    assertRefused(
        CommandRun.of("resume", both),
        "run's images: expected images that can be found again but found none, since its networks"
            + " were trained elsewhere; give their place with --images PATH");

    CommandRun resumed =
        CommandRun.of("resume", both, "--images", pictures, "--steps", 2, "--batch-size", 4);

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out())
        .startsWith(
            "size   4 x 4 grey: as requested\nrun    " + both + ": from iteration 0 to " + "2\n");
    assertThat(new RunDirectory(both).info().imported()).isTrue();
    assertThat(both.resolve("reals.png")).exists();
    assertThat(requireNonNull(weights(both).get("generator/dense/kernel")).toArray())
        .doesNotContain(0.5f);
    // From now on it finds them automatically.
    assertThat(CommandRun.of("resume", both, "--steps", 3).err()).isEmpty();
    assertThat(CommandRun.of("scores", both, "--count", 4).err()).isEmpty();
  }

  /** Without a data set in the spec, training uses the folder's images and finds them again. */
  @Test
  void importedNetworksAreTrainedOnTheFilesOfADataSet() throws IOException {
    Path both = importBoth();
    byte[] idx = new byte[16 + 5 * 16];
    ByteBuffer.wrap(idx).putInt(0x803).putInt(5).putInt(4).putInt(4).put(20, (byte) 200);
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.write(data.resolve("digits-images-idx3-ubyte"), idx);

    CommandRun resumed =
        CommandRun.of("resume", both, "--data", data, "--steps", 2, "--batch-size", 4);

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out()).startsWith("run    " + both + ": from iteration 0 to 2\n");
    assertThat(requireNonNull(new RunDirectory(both).info().images()).count()).isEqualTo(5);
    assertThat(CommandRun.of("resume", both, "--steps", 3).err()).isEmpty();
    assertRefused(
        CommandRun.of("resume", both, "--data", data, "--images", data),
        "--images: expected it alone but found --data as well; give one of the two");
  }

  private static Map<String, FloatTensor> weights(Path run) {
    return new TrainedTinyRun(run).ask(GanTrainer::weights);
  }
}
