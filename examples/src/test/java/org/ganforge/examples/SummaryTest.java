package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.ganforge.json.GanJson;
import org.ganforge.noise.Semicircle;
import org.ganforge.optimizer.SGD;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
  @TempDir private Path folder;

  /** Rows and totals as in the document; Keras 3 numbers its names differently. */
  @Test
  void printsTheDocumentsTables() {
    CommandRun run = CommandRun.of("summary", "mnist-dcgan");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().replaceAll(" +", " "))
        .containsSubsequence(
            "Model: \"generator\"",
            "dense (Dense) (None, 12544) 1266944\n",
            "50176\n",
            "819328\n",
            "204864\n",
            "51232\n",
            "(None, 28, 28, 1) 801\n",
            "Total params: 2,394,241\nTrainable params: 2,368,705\nNon-trainable params: 25,536\n",
            "Model: \"discriminator\"",
            "conv2d (Conv2D) (None, 14, 14, 64) 1664\n",
            "conv2d_1 (Conv2D) (None, 7, 7, 128) 204928\n",
            "conv2d_2 (Conv2D) (None, 4, 4, 256) 819456\n",
            "conv2d_3 (Conv2D) (None, 4, 4, 512) 3277312\n",
            "flatten (Flatten) (None, 8192) 0\n",
            "dense (Dense) (None, 1) 8193\n",
            "Total params: 4,311,553\nTrainable params: 4,311,553\nNon-trainable params: 0\n",
            "Model: \"adversarial\"",
            "generator (Sequential) (None, 28, 28, 1) 2394241\n",
            "discriminator (Sequential) (None, 1) 4311553\n",
            "Total params: 6,705,794\nTrainable params: 2,368,705\nNon-trainable params: 4,337,089\n");
  }

  /** As in the document of emnist-letters. */
  @Test
  void printsTheDiscriminatorFrozen() {
    CommandRun run = CommandRun.of("summary", "emnist-letters", "--frozen");

    assertThat(run.out())
        .containsSubsequence(
            "Model: \"discriminator\"",
            "Total params: 4,311,553\nTrainable params: 0\nNon-trainable params: 4,311,553\n",
            "Model: \"adversarial\"",
            "Non-trainable params: 4,337,089\n");
  }

  @Test
  void printsTheTablesAsJson() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(CommandRun.of("summary", "mnist-dcgan", "--json").out());

    assertThat(json.at("/name").textValue()).isEqualTo("mnist-dcgan");
    assertThat(json.at("/generator/parameters").intValue()).isEqualTo(2_394_241);
    assertThat(json.at("/generator/trainable_parameters").intValue()).isEqualTo(2_368_705);
    assertThat(json.at("/generator/layers").size()).isEqualTo(18);
    assertThat(json.at("/discriminator/layers/0").toString())
        .isEqualTo(
            "{\"name\":\"conv2d\",\"type\":\"Conv2D\",\"output_shape\":[14,14,64],"
                + "\"parameters\":1664}");
    assertThat(json.at("/adversarial/non_trainable_parameters").intValue()).isEqualTo(4_337_089);
  }

  @Test
  void printsThePresetsSpecToStartFrom() {
    CommandRun run = CommandRun.of("summary", "mnist-dcgan", "--spec");

    assertThat(run.out()).isEqualTo(ModelZoo.json("mnist-dcgan"));
    assertThat(GanJson.read(run.out())).isEqualTo(ModelZoo.load("mnist-dcgan"));
  }

  @Test
  void acceptsAVariantAndChangesToIt() {
    CommandRun run =
        CommandRun.of(
            "summary",
            "mnist-single-digit:critic-norm",
            "--spec",
            "--set",
            "noise.type=semicircle",
            "--set",
            "discriminator_optimizer={\"type\": \"SGD\", \"momentum\": 0.9}");

    assertThat(run.err()).isEmpty();
    assertThat(GanJson.read(run.out()))
        .isEqualTo(
            ModelZoo.load("mnist-single-digit:critic-norm")
                .withNoise(Semicircle.of())
                .withDiscriminatorOptimizer(SGD.of().withMomentum(0.9)));
  }

  @Test
  void acceptsTheUsersOwnSpec() {
    CommandRun run = CommandRun.of("summary", TinySpec.in(folder));

    assertThat(run.code()).isZero();
    assertThat(run.out().replaceAll(" +", " ")).contains("reshape (Reshape) (None, 7, 7, 2) 0\n");
  }

  @Test
  void listsThePresets() throws IOException {
    CommandRun list = CommandRun.of("list");
    JsonNode json = new ObjectMapper().readTree(CommandRun.of("list", "--json").out());

    assertThat(list.code()).isZero();
    for (int i = 0; i < ModelZoo.names().size(); i++) {
      String name = ModelZoo.names().get(i);
      assertThat(list.out()).contains(name, ModelZoo.load(name).reference().summary());
      assertThat(json.get(i).get("name").textValue()).isEqualTo(name);
      assertThat(json.get(i).get("variants").size()).isEqualTo(ModelZoo.variants(name).size());
      for (String variant : ModelZoo.variants(name)) {
        assertThat(list.out()).contains(variant, ModelZoo.load(variant).reference().summary());
      }
    }
  }
}
