package org.ganforge.tf.keras;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.ganforge.KerasModel;
import org.ganforge.KerasVersion;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.graph.ServingGraph;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.session.Weights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Functional models from real Keras, made by {@code src/test/python/functional_cases.py}. */
class FunctionalCasesTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    try (InputStream cases =
            requireNonNull(FunctionalCasesTest.class.getResourceAsStream("/functional-cases.zip"));
        ZipInputStream zip = new ZipInputStream(cases)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, folder.resolve(entry.getName()));
      }
    }
  }

  private static JsonNode expected(String model) throws IOException {
    return new JsonMapper().readTree(folder.resolve("expected.json").toFile()).get(model);
  }

  private static KerasModel read(String file) {
    return KerasFile.read(folder.resolve(file));
  }

  private static float[] output(KerasModel model, JsonNode expected) {
    List<Input> inputs = model.network().inputs();
    ServingGraph graph =
        ServingGraph.compile(
            model.network(),
            KerasVersion.KERAS_3,
            inputs.stream().map(Input::name).toList(),
            model.network().outputs());
    try (GraphSession<ServingGraph> session = new GraphSession<>(graph, SessionSettings.of())) {
      new Weights(session).set(model.namedWeights());
      Map<Operand<TFloat32>, FloatTensor> feeds = new LinkedHashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        feeds.put(graph.inputs().get(i), tensor(expected.get("inputs").get(inputs.get(i).name())));
      }
      return session.fetch(List.of(), graph.output(), feeds).toArray();
    }
  }

  private static FloatTensor tensor(JsonNode json) {
    List<Integer> dims = new ArrayList<>();
    json.get("shape").forEach(dim -> dims.add(dim.intValue()));
    return FloatTensor.wrap(new TensorShape(dims), numbers(json.get("values")));
  }

  private static float[] numbers(JsonNode array) {
    float[] numbers = new float[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).floatValue();
    }
    return numbers;
  }

  @ParameterizedTest
  @CsvSource({
    "conditional_generator, .keras",
    "conditional_generator, .h5",
    "conditional_discriminator, .keras",
    "conditional_discriminator, .h5",
    "residual, .keras",
    "residual, .h5",
    "nested, .keras",
    "nested, .h5"
  })
  void givesKerasOutputsEvenAfterWritingItBack(String model, String ending) throws IOException {
    JsonNode expected = expected(model);
    KerasModel read = read(model + ending);
    float[] known = numbers(expected.get("output"));
    assertThat(output(read, expected)).usingComparatorWithPrecision(1e-5f).containsExactly(known);
    assertThat(read.network().parameterCount()).isEqualTo(expected.get("parameters").longValue());

    KerasFile.writeKeras(read, folder.resolve("again.keras"));
    KerasFile.writeH5(read, folder.resolve("again.h5"));
    for (String again : List.of("again.keras", "again.h5")) {
      assertThat(output(read(again), expected))
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(known);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"conditional_generator", "residual", "nested"})
  void hasKerasOrderAndKerasSummary(String model) throws IOException {
    JsonNode expected = expected(model);
    KerasModel read = read(model + ".keras");
    List<String> layers = new ArrayList<>();
    expected.get("layers").forEach(name -> layers.add(name.textValue()));
    assertThat(read.network().kerasOrder()).isEqualTo(layers);
    assertThat(rows(read.network().summary())).isEqualTo(cells(expected.get("summary")));
  }

  private static List<List<String>> cells(JsonNode summary) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : summary) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.textValue().equals("-") ? "" : cell.textValue()));
      rows.add(cells);
    }
    return rows;
  }

  /** Reads our own table back; a layer's further inputs are on separate lines. */
  private static List<List<String>> rows(String summary) {
    List<String> lines = summary.lines().toList();
    int shape = lines.get(2).indexOf("Output Shape");
    int count = lines.get(2).indexOf("Param #");
    int from = lines.get(2).indexOf("Connected to");
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines.subList(4, lines.size() - 5)) {
      String wide = line + " ".repeat(Math.max(0, from + 1 - line.length()));
      String taken = wide.substring(from).strip();
      if (line.startsWith(" ")) {
        List<String> last = rows.get(rows.size() - 1);
        last.set(3, last.get(3) + ", " + taken);
      } else if (!line.startsWith("_")) {
        rows.add(
            new ArrayList<>(
                List.of(
                    wide.substring(0, shape).strip(),
                    wide.substring(shape, count).strip(),
                    wide.substring(count, from).strip(),
                    taken)));
      }
    }
    return rows;
  }

  @Test
  void anInputThatOnlyAnEmbeddingTakesIsALabel() {
    assertThat(read("conditional_generator.keras").network().inputs())
        .containsExactly(
            Input.Features.of(6).withName("noise"), Input.Label.of(10).withName("label"));
  }

  @Test
  void aLayerThatIsCalledTwiceIsRefusedByItsName() {
    assertThatThrownBy(() -> read("shared.keras"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            folder.resolve("shared.keras")
                + " config.json $.config.layers[1] (Dense twice): expected a layer that is called"
                + " once but found 3 calls, which share its weights; build the model with a "
                + "separate layer in each place");
  }
}
