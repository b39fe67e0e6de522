package org.ganforge.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.json.GanJson;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.loss.Loss;
import org.ganforge.optimizer.Optimizer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The presets against what real Keras says of the documents' networks. */
class PresetGoldenTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("goldens.dir", "../../shared/goldens"));

  /** The variants that have networks of their own. */
  private static final Map<String, List<String>> NETWORKS =
      Map.of(
          "mnist-single-digit:critic-norm", List.of("discriminator", "combined"),
          "mnist-single-digit:pooling-critic", List.of("discriminator", "combined"));

  static Stream<String> networks() {
    return Stream.concat(ModelZoo.names().stream(), NETWORKS.keySet().stream().sorted())
        .flatMap(
            name ->
                NETWORKS
                    .getOrDefault(name, List.of("generator", "discriminator", "combined"))
                    .stream()
                    .map(network -> name + " " + network));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void hasTheNetworkOfTheDocument(String nameAndNetwork) throws IOException {
    String[] words = nameAndNetwork.split(" ", 2);
    Gan gan = ModelZoo.load(words[0]);
    JsonNode golden = golden("network-" + words[0].replace(':', '-') + "-" + words[1]);

    switch (words[1]) {
      case "generator" -> assertNetwork(gan.generator(), golden.get("network"));
      case "discriminator" -> assertNetwork(gan.discriminator(), golden.get("network"));
      default -> {
        assertNetwork(gan.generator(), golden.at("/combined/generator"));
        assertNetwork(gan.discriminator(), golden.at("/combined/discriminator"));
      }
    }
    assertSummary(
        switch (words[1]) {
          case "generator" -> gan.generator();
          case "discriminator" -> gan.discriminator();
          default -> gan.adversarial();
        },
        golden.get("summary"));
  }

  /** Equal in every argument, initializers and given names included. */
  private static void assertNetwork(Sequential network, JsonNode golden) {
    for (JsonNode layer : golden.get("layers")) {
      // A pooling's default, which Keras resolves before it writes it.
      if (layer.has("pool_size") && layer.get("pool_size").equals(layer.get("strides"))) {
        ((ObjectNode) layer).remove("strides");
      }
    }
    assertThat(network).isEqualTo(GanJson.readValue(golden.toString(), Sequential.class));
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

  static Stream<String> training() {
    return Stream.concat(ModelZoo.names().stream(), Stream.of("mnist-single-digit:critic-norm"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("training")
  void isTrainedAsTheDocumentSays(String name) throws IOException {
    Gan gan = ModelZoo.load(name);
    JsonNode golden = golden("gan-" + name.replace(':', '-'));

    assertThat(gan.discriminatorOptimizer())
        .isEqualTo(optimizer(golden.get("discriminator_optimizer")));
    assertThat(gan.generatorOptimizer()).isEqualTo(optimizer(golden.get("generator_optimizer")));
    assertThat(gan.labels().real()).isEqualTo(golden.at("/labels/real").asDouble());
    assertThat(gan.labels().fake()).isEqualTo(golden.at("/labels/fake").asDouble());
    assertThat(gan.labels().adversarial()).isEqualTo(golden.at("/labels/adversarial").asDouble());
    String loss = GanJson.writeValue(gan.loss(), Loss.class);
    assertThat(loss).isEqualTo("\"" + golden.get("loss").asText() + "\"\n");
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

  /** Returns a case, or skips the test and says so. */
  private static JsonNode golden(String name) throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      String reason = "SKIPPED: no golden cases in " + FOLDER + "; set -Dgoldens.dir=DIR";
      System.err.println(reason);
      Assumptions.abort(reason);
    }
    return new ObjectMapper().readTree(FOLDER.resolve(name + ".json").toFile());
  }
}
