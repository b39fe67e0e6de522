package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.json.GanJson;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.objective.Objective;
import org.ganforge.optimizer.Optimizer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The networks and trainings of the golden cases. A case named after a preset must agree with that
 * preset; for any other network only the summary is checked.
 */
class PresetGoldenTest {
  @BeforeAll
  static void namePresetsWithoutCases() {
    List<String> missing = new ArrayList<>(ModelZoo.names());
    cases("network").forEach(golden -> missing.remove(preset(golden)));
    if (!missing.isEmpty()) {
      System.err.println("SKIPPED: no golden networks of the presets " + missing);
    }
  }

  static Stream<Arguments> networks() {
    return cases("network").map(golden -> Arguments.of(golden.get("name").asText(), golden));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void hasTheNetworkOfTheDocument(String name, JsonNode golden) {
    Sequential network =
        golden.has("combined") ? combined(golden.get("combined")) : read(golden.get("network"));
    assertSummary(network, golden.get("summary"));

    String preset = preset(golden);
    if (!preset.isEmpty()) {
      // Equal in every argument, initializers and given names included.
      Gan gan = ModelZoo.load(preset);
      switch (name.substring(name.lastIndexOf('-') + 1)) {
        case "generator" -> assertThat(gan.generator()).isEqualTo(network);
        case "discriminator" -> assertThat(gan.discriminator()).isEqualTo(network);
        default -> assertThat(gan.adversarial()).isEqualTo(network);
      }
    }
  }

  private static Sequential combined(JsonNode golden) {
    Sequential generator = read(golden.get("generator"));
    Sequential discriminator = read(golden.get("discriminator"));
    boolean isGeneratorFrozen = golden.get("frozen").asText().equals("generator");
    return Sequential.builder("adversarial")
        .input(generator.inputShape())
        .add(generator.withTrainable(!isGeneratorFrozen))
        .add(discriminator.withTrainable(isGeneratorFrozen))
        .build();
  }

  private static Sequential read(JsonNode golden) {
    for (JsonNode layer : golden.get("layers")) {
      // The default of a pooling layer, which Keras writes out.
      if (layer.has("pool_size") && layer.get("pool_size").equals(layer.get("strides"))) {
        ((ObjectNode) layer).remove("strides");
      }
    }
    return GanJson.readValue(golden.toString(), Sequential.class);
  }

  private static void assertSummary(Sequential network, JsonNode golden) {
    List<String> rows = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    TensorShape shape = network.inputShape();
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      JsonNode row = golden.get("layers").path(i);
      long parameters = layer.weights(shape).stream().mapToLong(PresetGoldenTest::size).sum();
      shape = layer.outputShape(shape);
      // Names that Keras makes differ between its versions.
      boolean isNamed = row.path("name_given").asBoolean(true);
      String name = isNamed ? layer.name() : row.path("name").asText();
      rows.add(String.join(" ", name, layer.type(), shape.dims().toString(), "" + parameters));
      expected.add(
          String.join(
              " ",
              row.path("name").asText(),
              row.path("type").asText(),
              row.path("output_shape").toString().replace(",", ", "),
              row.path("parameters").asText()));
    }
    assertThat(rows).isEqualTo(expected).hasSize(golden.get("layers").size());
    long total = golden.at("/parameters/total").asLong();
    long trainable = golden.at("/parameters/trainable").asLong();
    assertThat(network.parameterCount()).isEqualTo(total);
    assertThat(network.trainableParameterCount()).isEqualTo(trainable);
    assertThat(golden.at("/parameters/non_trainable").asLong()).isEqualTo(total - trainable);
  }

  private static long size(WeightSpec weight) {
    return weight.shape().size();
  }

  static Stream<Arguments> trainings() {
    return cases("gan")
        .filter(golden -> !preset(golden).isEmpty())
        .map(golden -> Arguments.of(preset(golden), golden));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("trainings")
  void isTrainedAsTheDocumentSays(String name, JsonNode golden) {
    Gan gan = ModelZoo.load(name);

    assertThat(gan.discriminatorOptimizer())
        .isEqualTo(optimizer(golden.get("discriminator_optimizer")));
    assertThat(gan.generatorOptimizer()).isEqualTo(optimizer(golden.get("generator_optimizer")));
    assertThat(gan.objective().targets().real()).isEqualTo(golden.at("/labels/real").asDouble());
    assertThat(gan.objective().targets().fake()).isEqualTo(golden.at("/labels/fake").asDouble());
    assertThat(gan.objective().targets().adversarial())
        .isEqualTo(golden.at("/labels/adversarial").asDouble());
    Objective plain = GanJson.readValue(golden.get("loss").toString(), Objective.class);
    assertThat(gan.objective()).hasSameClassAs(plain);
    assertThat(gan.objective().outputs()).isEqualTo(plain.outputs());
    String schedule = golden.at("/plan/schedule").asText();
    assertThat(gan.plan().composition().isSeparate()).isEqualTo(schedule.equals("separate"));
    if (schedule.equals("adaptive")) {
      assertThat(gan.plan().schedule())
          .hasFieldOrPropertyWithValue(
              "generatorUntil", golden.at("/plan/generator_until").asDouble())
          .hasFieldOrPropertyWithValue(
              "discriminatorUntil", golden.at("/plan/discriminator_until").asDouble())
          .hasFieldOrPropertyWithValue("cap", golden.at("/plan/cap").asInt());
    }
  }

  private static Optimizer optimizer(JsonNode golden) {
    return GanJson.readValue(golden.toString(), Optimizer.class);
  }

  @Test
  void aCaseIsKnownByThePresetInItsName() {
    assertThat(preset("network", "network-fashion-mlp-combined")).isEqualTo("fashion-mlp");
    assertThat(preset("network", "network-mnist-dcgan-tanh-generator"))
        .isEqualTo("mnist-dcgan-tanh");
    assertThat(preset("network", "network-mnist-single-digit-critic-norm-discriminator"))
        .isEqualTo("mnist-single-digit:critic-norm");
    assertThat(preset("gan", "gan-emnist-letters")).isEqualTo("emnist-letters");
    assertThat(preset("gan", "gan-mnist-dcgan-strong")).isEmpty();
    assertThat(preset("network", "network-narrow-fashion-mlp-generator")).isEmpty();
  }

  private static String preset(JsonNode golden) {
    return preset(golden.get("kind").asText(), golden.get("name").asText());
  }

  /** Returns the preset or the variant that a case is named after, or nothing. */
  private static String preset(String kind, String name) {
    String bare =
        name.replaceFirst("^" + kind + "-", "")
            .replaceFirst("-(generator|discriminator|combined)$", "");
    return ModelZoo.names().stream()
        .flatMap(preset -> Stream.concat(Stream.of(preset), ModelZoo.variants(preset).stream()))
        .filter(preset -> preset.replace(':', '-').equals(bare))
        .findFirst()
        .orElse("");
  }

  private static Stream<JsonNode> cases(String kind) {
    return GoldenFiles.all().stream()
        .map(PresetGoldenTest::json)
        .filter(golden -> golden.path("kind").asText().equals(kind));
  }

  private static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
