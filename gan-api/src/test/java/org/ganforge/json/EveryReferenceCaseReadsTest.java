package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.ganforge.GoldenFiles;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.Labels;
import org.ganforge.objective.Objective;
import org.ganforge.optimizer.LearningRate;
import org.ganforge.optimizer.Optimizer;
import org.junit.jupiter.api.Test;

/** The layers, optimizers and networks of the reference cases are in this JSON format. */
class EveryReferenceCaseReadsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Map<String, Class<?>> FIELDS =
      Map.ofEntries(
          Map.entry("layer", Layer.class),
          Map.entry("activation", ActivationFunction.class),
          Map.entry("initializer", Initializer.class),
          Map.entry("loss", Objective.class),
          Map.entry("labels", Labels.class),
          Map.entry("learning_rate", LearningRate.class),
          Map.entry("optimizer", Optimizer.class),
          Map.entry("generator_optimizer", Optimizer.class),
          Map.entry("discriminator_optimizer", Optimizer.class),
          Map.entry("network", Sequential.class),
          Map.entry("generator", Sequential.class),
          Map.entry("discriminator", Sequential.class));

  @Test
  void everyPartOfEveryCaseReads() {
    for (Path file : GoldenFiles.all()) {
      Map<String, Object> parts = parts(file);
      // An augmentation's change is a word.
      if (!json(file).get("kind").asText().equals("augmentation")) {
        assertThat(parts).as("parts of %s", file.getFileName()).isNotEmpty();
      }
    }
  }

  @Test
  void layersAndNetworksGiveTheShapesOfTheCases() {
    for (Path file : GoldenFiles.all()) {
      JsonNode json = json(file);
      Map<String, Object> parts = parts(file);
      if (parts.get("layer") instanceof Layer layer) {
        TensorShape output = layer.outputShape(shape(json.get("input_shape")));
        assertThat(output).as("%s", file).isEqualTo(shape(json.get("output_shape")));
      }
      if (parts.get("network") instanceof Sequential network && json.has("summary")) {
        JsonNode parameters = json.at("/summary/parameters");
        assertThat(network.parameterCount())
            .as("%s", file)
            .isEqualTo(parameters.get("total").asLong());
        assertThat(network.trainableParameterCount())
            .as("%s", file)
            .isEqualTo(parameters.get("trainable").asLong());
      }
    }
  }

  private static Map<String, Object> parts(Path file) {
    JsonNode json = json(file);
    JsonNode whole = json.has("combined") ? json.get("combined") : json;
    Map<String, Object> parts = new TreeMap<>();
    FIELDS.forEach(
        (field, type) -> {
          boolean isScores = field.matches("generator|discriminator") && json.has("real_scores");
          if (whole.has(field) && !isScores) {
            boolean isModel = type == Sequential.class && whole.get(field).has("inputs");
            Class<?> form = isModel ? Model.class : type;
            parts.put(field, GanJson.readValue(whole.get(field).toString(), form));
          }
        });
    return parts;
  }

  private static TensorShape shape(JsonNode dims) {
    return TensorShape.of(MAPPER.convertValue(dims, int[].class));
  }

  private static JsonNode json(Path file) {
    try {
      return MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
