package org.ganforge.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.CommandRun;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.option.BenchModels;
import org.ganforge.examples.option.FormsArgument;
import org.ganforge.examples.option.ModelArgument;
import org.ganforge.json.GanJson;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Size2D;
import org.ganforge.tf.Precision;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchModelsTest {
  static List<String> names() {
    return BenchModels.names();
  }

  private static Stream<Layer> layers(Gan gan) {
    return Stream.of(gan.generator(), gan.discriminator()).flatMap(net -> net.layers().stream());
  }

  private static List<Size2D> kernels(Gan gan) {
    return layers(gan)
        .flatMap(
            layer ->
                layer instanceof Conv2D conv
                    ? Stream.of(conv.kernelSize())
                    : layer instanceof Conv2DTranspose transpose
                        ? Stream.of(transpose.kernelSize())
                        : Stream.empty())
        .toList();
  }

  private static List<BenchForm> forms(String... arguments) {
    BenchOptions options = new BenchOptions();
    new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return options.forms();
  }

  private static void assertRefused(CommandRun run, String line) {
    assertThat(run.err()).isEqualTo("gan: " + line + "\n");
    assertThat(run.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("names")
  void isInCanonicalFormAndHasItsName(String name) {
    Gan gan = BenchModels.load(name);

    assertThat(GanJson.write(gan)).isEqualTo(BenchModels.json(name));
    assertThat(gan.name()).isEqualTo(name);
    assertThat(gan.data().dataset()).isNull();
    assertThat(gan.reference().summary()).isNotBlank().hasSizeLessThan(80).doesNotContain("\n");
    assertThat(gan.reference().source()).isNotBlank();
    assertThat(gan.reference().choices()).isNotEmpty().allMatch(choice -> choice.endsWith("."));
  }

  @Test
  void noPresetHasTheirNames() {
    assertThat(BenchModels.names()).doesNotContainAnyElementsOf(ModelZoo.names());
  }

  /** A convolution has height * width * channels * filters parameters, plus biases. */
  @ParameterizedTest
  @CsvSource({
    "dcgan-64-4x4, 3578627, 2767425",
    "dcgan-64-5x5, 5128643, 4317441",
    "conv3x3-32, 1155459, 1036801"
  })
  void hasTheParametersOfItsLayers(String name, long generator, long discriminator) {
    assertThat(BenchModels.load(name).generator().parameterCount()).isEqualTo(generator);
    assertThat(BenchModels.load(name).discriminator().parameterCount()).isEqualTo(discriminator);
  }

  @Test
  void theSiblingOfDcganDiffersOnlyInItsKernels() {
    Gan dcgan = BenchModels.load("dcgan-64-4x4");
    Gan sibling = BenchModels.load("dcgan-64-5x5");

    assertThat(kernels(dcgan)).hasSize(8).containsOnly(Size2D.of(4));
    assertThat(kernels(sibling)).hasSize(8).containsOnly(Size2D.of(5));
    String json = BenchModels.json("dcgan-64-4x4");
    assertThat(GanJson.read(json.replace("\"kernel_size\": 4", "\"kernel_size\": 5")))
        .isEqualTo(sibling.withName(dcgan.name()).withReference(dcgan.reference()));
  }

  @Test
  void thePlainDeepOneHasNoStrides() {
    Gan gan = BenchModels.load("conv3x3-32");

    assertThat(kernels(gan)).hasSize(15).containsOnly(Size2D.of(3));
    assertThat(layers(gan).filter(Conv2D.class::isInstance).map(Conv2D.class::cast))
        .allMatch(conv -> conv.strides().equals(Size2D.of(1)));
    assertThat(layers(gan)).noneMatch(Conv2DTranspose.class::isInstance);
  }

  @Test
  void benchMeasuresPresetsAndBenchModelsByDefault() {
    assertThat(forms("--precision", "float32"))
        .extracting(form -> form.gan().name())
        .containsExactlyElementsOf(
            Stream.concat(ModelZoo.names().stream(), names().stream()).toList());
    assertThat(forms("--precision", "float32", "conv3x3-32", "fashion-mlp"))
        .extracting(form -> form.gan().name())
        .containsExactly("conv3x3-32", "fashion-mlp");
  }

  static List<String> all() {
    Stream<String> presets =
        ModelZoo.names().stream()
            .flatMap(name -> Stream.concat(Stream.of(name), ModelZoo.variants(name).stream()));
    return Stream.concat(presets, BenchModels.names().stream()).toList();
  }

  /** A worker process gets the form as JSON. */
  @ParameterizedTest
  @MethodSource("all")
  void benchPlansEveryPresetAndVariantWithItsOwnParts(String name) {
    Gan gan = ModelArgument.loadAny(name);
    List<BenchForm> forms = forms("--precision", "float32,bfloat16", name);

    assertThat(forms).hasSize(2);
    for (BenchForm form : forms) {
      assertThat(form.settings().get("model").textValue()).isEqualTo(gan.name());
      assertThat(form.batchSize()).isEqualTo(gan.plan().batchSize());
      assertThat(form.gan().objective()).isEqualTo(gan.objective());
      assertThat(form.gan().penalties()).isEqualTo(gan.penalties());
      assertThat(form.gan().regularization()).isEqualTo(gan.regularization());
      assertThat(form.gan().generator()).isEqualTo(gan.generator());
      assertThat(BenchForm.read(form.toJson())).isEqualTo(form);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sn-hinge", "acgan-mnist"})
  void benchRunsSpectralNormAndAuxiliaryClassifiersAndCountsThem(String preset) {
    Gan gan = ModelZoo.load(preset);
    BenchForm form = BenchForm.of(gan, 2, Precision.FLOAT32, FormsArgument.PLAIN, 1);
    try (BenchTask task = BenchTask.open(form.toJson())) {
      task.run();
      assertThat(task.opened().get("images").longValue()).isPositive();
      ObjectNode operations = task.arithmetic();
      // A pass, and twice as much for its gradients, of two images at least.
      assertThat(operations.get("needed").longValue())
          .isGreaterThan(2L * 6 * gan.discriminator().parameterCount());
    }
  }

  @Test
  void theHelpOfBenchNamesThem() {
    assertThat(CommandRun.of("bench", "--help").out().replaceAll("\\s+", " "))
        .contains(String.join(", ", BenchModels.names()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void summaryShowsThem(String name) {
    CommandRun run = CommandRun.of("summary", name, "--spec");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(BenchModels.json(name));
  }

  @Test
  void trainRefusesThem() {
    assertRefused(
        CommandRun.of("train", "dcgan-64-4x4"),
        "model: expected one with a data set but found \"dcgan-64-4x4\", which is only for bench;"
            + " choose a preset, or save its spec and change that: "
            + Console.command("summary", "dcgan-64-4x4", "--spec"));
  }

  @Test
  void anUnknownModelGetsTheNearestOfAllNames() {
    String names = String.join(", ", ModelZoo.names()) + ", dcgan-64-4x4, dcgan-64-5x5, conv3x3-32";
    assertRefused(
        CommandRun.of("bench", "dcgan-46"),
        "model: expected one of " + names + " but found \"dcgan-46\"; did you mean dcgan-64?");
    assertRefused(
        CommandRun.of("summary", "mnist-dcgn:adam"),
        "model: expected one of "
            + names
            + " but found \"mnist-dcgn:adam\"; did you mean mnist-dcgan:adam?");
    assertRefused(
        CommandRun.of("bench", "mnist-dcgan:adm"),
        "preset mnist-dcgan: expected one of its variants mnist-dcgan:adam, mnist-dcgan:sgd,"
            + " mnist-dcgan:generator-twice, mnist-dcgan:epsilon-1e-8 but found"
            + " \"mnist-dcgan:adm\"; did you mean mnist-dcgan:adam?");
    assertThatThrownBy(() -> BenchModels.load("dcgan-64-4x"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "bench model: expected one of dcgan-64-4x4, dcgan-64-5x5, conv3x3-32 but found"
                + " \"dcgan-64-4x\"; did you mean dcgan-64-4x4?");
  }
}
