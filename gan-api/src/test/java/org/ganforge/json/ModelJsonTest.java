package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.Gan;
import org.ganforge.Model;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.codec.Difference;
import org.ganforge.json.codec.Differences;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelJsonTest {
  private static final String GENERATOR =
      """
      {
          "name": "generator",
          "inputs": [{"type": "noise", "length": 4}, {"type": "label", "classes": 10}],
          "layers": [
            {"type": "Embedding", "input_dim": 10, "output_dim": 3, "from": "label"},
            {"type": "Flatten"},
            {"type": "Concatenate", "from": ["noise", "flatten"]},
            {"type": "Dense", "units": 4, "activation": "tanh"},
            {"type": "Reshape", "target_shape": [2, 2, 1]}
          ]
        }""";

  private static final String SPEC =
      """
      {
        "format": 1,
        "name": "conditional",
        "generator": %s,
        "discriminator": {
          "name": "critic",
          "inputs": [{"type": "image", "shape": [2, 2, 1]}, {"type": "label", "classes": 10}],
          "layers": [
            {"type": "Flatten", "from": "image"},
            {"type": "Embedding", "input_dim": 10, "output_dim": 3, "from": "label"},
            {"type": "Flatten", "name": "wish"},
            {"type": "Concatenate", "from": ["flatten", "wish"]},
            {"type": "Dense", "units": 1, "activation": "sigmoid"}
          ]
        }
      }
      """
          .replace("%s", GENERATOR);

  private final Gan gan = GanJson.read(SPEC);

  @Test
  void aLayerTakesThePreviousOneByDefault() {
    assertThat(gan.generator().nodes())
        .extracting(node -> node.name() + node.from())
        .containsExactly(
            "embedding[label]",
            "flatten[embedding]",
            "concatenate[noise, flatten]",
            "dense[concatenate]",
            "reshape[dense]");
    assertThat(gan.classes()).isEqualTo(10);
  }

  @Test
  void writesTheShortestFormAndReadsItBack() {
    assertThat(GanJson.write(gan))
        .contains(
            """
            {"type": "Embedding", "input_dim": 10, "output_dim": 3, "from": "label"},
                  {"type": "Flatten"},
                  {"type": "Concatenate", "from": ["noise", "flatten"]},""")
        .doesNotContain("\"from\": \"image\"");
    assertThat(GanJson.read(GanJson.write(gan))).isEqualTo(gan);
    assertThat(GanJson.write(GanJson.read(GanJson.write(gan)))).isEqualTo(GanJson.write(gan));
  }

  @Test
  void aModelIsALayer() {
    String text = GanJson.writeValue(gan.generator(), Layer.class);
    assertThat(text).startsWith("{\n  \"type\": \"Model\",");
    assertThat(GanJson.readValue(text, Layer.class)).isEqualTo(gan.generator());
  }

  @Test
  void editsChangeLayersAndTheirInputs() {
    Gan changed =
        GanJson.edit(
            gan,
            List.of(
                "generator.layers[0].output_dim=7",
                "generator.layers[2].from=[\"flatten\", \"noise\"]",
                "generator.layers[3].type=Dense",
                "generator.inputs[0].length=9"));
    assertThat(changed.generator().nodes().get(2).from()).containsExactly("flatten", "noise");
    assertThat(changed.noiseLength()).isEqualTo(9);
    assertThat(Differences.of(gan, changed))
        .extracting(Difference::toString)
        .containsExactly(
            "generator.inputs[0].length 9 (then 4)",
            "generator.layers[0].output_dim 7 (then 3)",
            "generator.layers[2].from [\"flatten\", \"noise\"] (then [\"noise\", \"flatten\"])");
  }

  @Test
  void aChainStaysAsShortAsItWas() {
    Model chain =
        GanJson.readValue(
            "{\"name\": \"m\", \"inputs\": [{\"type\": \"noise\", \"length\": 2}], \"layers\":"
                + " [{\"type\": \"Dense\", \"units\": 3}]}",
            Model.class);
    assertThat(chain.nodes().get(0).layer()).isEqualTo(Dense.of(3).withName("dense"));
    assertThat(GanJson.writeValue(chain, Model.class))
        .doesNotContain("from")
        .doesNotContain("outputs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"from\": \"label\"|\"from\": \"lable\"|$.generator.layers[0].from: expected an input, or a layer before it, but found \"lable\"; did you mean \"label\"?",
        "\"from\": \"label\"|\"from\": \"dense\"|$.generator.layers[0].from: expected an input, or"
            + " a layer before it, but found \"dense\"; name one of them, or move this layer after"
            + " it",
        "\"from\": \"label\"|\"from\": []|$.generator.layers[0].from: expected a name or an array of names but found []; name inputs or layers before this one",
        "\"from\": \"label\"|\"from\": [3]|$.generator.layers[0].from[0]: expected a string but found 3; write text in double quotes",
        "\"from\": \"label\"|\"form\": \"label\"|$.generator.layers[0]: expected a field of Embedding but found \"form\"; its fields are \"input_dim\", \"output_dim\", \"embeddings_initializer\", \"name\", \"trainable\"",
        "\"classes\": 10}],|\"classes\": 0}],|$.generator.inputs[1].classes: expected a whole number of at least 1 but found 0; give 1 or more",
        "{\"type\": \"noise\"|{\"type\": \"nois\"|$.generator.inputs[0].type: expected one of \"noise\", \"image\", \"label\", \"features\" but found \"nois\"; did you mean \"noise\"?",
        "[\"noise\", \"flatten\"]|[\"flatten\", \"flatten\"]|$.generator.inputs[0]: expected a layer that takes \"noise\" but found none; leave it out, or let a layer take it",
        "[\"noise\", \"flatten\"]|[\"noise\", \"embedding\"]|$.generator.layers[2] (Concatenate"
            + " concatenate): expected inputs that differ only along axis -1 but found [4] and [1,"
            + " 3]; make their other axes equal before it",
      })
  void saysWhereAndWhatIsWrong(String was, String now, String message) {
    assertThat(SPEC).contains(was);
    assertThatThrownBy(
            () ->
                GanJson.read(SPEC.replaceFirst(Pattern.quote(was), Matcher.quoteReplacement(now))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}
