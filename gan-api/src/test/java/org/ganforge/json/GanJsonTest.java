package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.Reference;
import org.ganforge.Sequential;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.form.Variants;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.noise.Semicircle;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.regularization.WeightClipping;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.DataPlan;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GanJsonTest {
  private static final String SMALLEST =
      """
      {
        "format": 2,
        "name": "tiny",
        "generator": {
          "name": "generator",
          "input_shape": [4],
          "layers": [
            {"type": "Dense", "units": 3}
          ]
        },
        "discriminator": {
          "name": "discriminator",
          "input_shape": [3],
          "layers": [
            {"type": "Dense", "units": 1, "activation": "sigmoid"}
          ]
        }
      }
      """;

  private static final String FULL =
      """
      {
        "format": 2,
        "name": "full",
        "keras": 2,
        "generator": {
          "name": "gen",
          "input_shape": [100],
          "layers": [
            {"type": "Dense", "units": 392, "kernel_initializer": {"type": "RandomNormal", "stddev": 0.02}},
            {"type": "BatchNormalization", "momentum": 0.9},
            {"type": "LeakyReLU", "negative_slope": 0.2},
            {"type": "Reshape", "target_shape": [7, 7, 8], "name": "gen_reshape"},
            {"type": "UpSampling2D", "size": [4, 2]},
            {"type": "UpSampling2D", "size": [1, 2], "interpolation": "bilinear"},
            {"type": "Conv2D", "filters": 4, "kernel_size": 5, "padding": "same", "use_bias": false, "name": "conv2d_1"},
            {"type": "Conv2D", "filters": 1, "kernel_size": [3, 1], "padding": "same", "kernel_initializer": "he_normal"},
            {"type": "Activation", "activation": "tanh"}
          ]
        },
        "discriminator": {
          "name": "critic",
          "input_shape": [28, 28, 1],
          "layers": [
            {
              "type": "Sequential",
              "name": "features",
              "input_shape": [28, 28, 1],
              "layers": [
                {"type": "Conv2D", "filters": 2, "kernel_size": 3, "strides": 2},
                {"type": "Flatten"}
              ],
              "trainable": false
            },
            {"type": "Dense", "units": 1}
          ]
        },
        "noise": {"type": "semicircle", "radius": 2.5},
        "objective": {"type": "binary_crossentropy", "from_logits": true, "labels": {"real": 0.9}},
        "penalties": [{"type": "gradient_penalty", "weight": 5}],
        "regularization": ["weight_clipping"],
        "generator_optimizer": "adam",
        "discriminator_optimizer": {
          "type": "RMSprop",
          "learning_rate": 0.0008,
          "decay": 1e-10,
          "epsilon": 1e-8,
          "clipvalue": 1
        },
        "data": {"dataset": "mnist", "range": [0, 1], "first": 55000, "label": 5},
        "plan": {
          "iterations": 3001,
          "batch_size": 256,
          "composition": "mixed_halves",
          "order": "sequential",
          "schedule": {"type": "alternating", "generator_turns": 2},
          "seed": 10
        },
        "reference": {"summary": "Digits \\"by\\" a network", "choices": ["kernel sizes", "padding"]}
      }
      """;

  private static Sequential generator() {
    return Sequential.builder("gen")
        .input(100)
        .add(Dense.of(392).withKernelInitializer(new Initializer.RandomNormal(0, 0.02)))
        .add(BatchNormalization.of().withMomentum(0.9))
        .add(LeakyReLU.of(0.2))
        .add(Reshape.of(7, 7, 8).withName("gen_reshape"))
        .add(UpSampling2D.of().withSize(Size2D.of(4, 2)))
        .add(UpSampling2D.of().withSize(Size2D.of(1, 2)).withInterpolation(Interpolation.BILINEAR))
        .add(Conv2D.of(4, 5).withPadding(Padding.SAME).withUseBias(false).withName("conv2d_1"))
        .add(
            Conv2D.of(1, Size2D.of(3, 1))
                .withPadding(Padding.SAME)
                .withKernelInitializer(Initializer.HeNormal.of()))
        .add(Activation.of(ActivationFunction.TANH))
        .build();
  }

  private static Sequential critic() {
    Sequential features =
        Sequential.builder("features")
            .input(28, 28, 1)
            .add(Conv2D.of(2, 3).withStrides(2))
            .add(Flatten.of())
            .build()
            .withTrainable(false);
    return Sequential.builder("critic").input(28, 28, 1).add(features).add(Dense.of(1)).build();
  }

  private static Gan full() {
    return Gan.of("full", generator(), critic())
        .withKeras(KerasVersion.KERAS_2)
        .withNoise(Semicircle.of().withRadius(2.5))
        .withObjective(
            BinaryCrossentropy.of().withFromLogits(true).withLabels(Labels.of().withReal(0.9)))
        .withPenalties(GradientPenalty.of().withWeight(5))
        .withRegularization(WeightClipping.of())
        .withGeneratorOptimizer(Adam.of())
        .withDiscriminatorOptimizer(
            RMSprop.of(InverseTimeDecay.of(8e-4, 1, 1e-10)).withEpsilon(1e-8).withClipvalue(1.0))
        .withData(
            DataPlan.of()
                .withDataset("mnist")
                .withRange(ValueRange.ZERO_TO_ONE)
                .withFirst(55_000)
                .withLabel(5))
        .withPlan(
            TrainingPlan.of()
                .withIterations(3001)
                .withBatchSize(256)
                .withComposition(BatchComposition.MIXED_HALVES)
                .withOrder(BatchOrder.SEQUENTIAL)
                .withSchedule(new Alternating(1, 2))
                .withSeed(10))
        .withReference(
            new Reference("Digits \"by\" a network", "", List.of("kernel sizes", "padding")));
  }

  @Test
  void readsOmittedFieldsAsDefaults() {
    Sequential generator = Sequential.builder("generator").input(4).add(Dense.of(3)).build();
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(3)
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    assertThat(GanJson.read(SMALLEST)).isEqualTo(Gan.of("tiny", generator, discriminator));
  }

  @Test
  void readsEveryField() {
    assertThat(GanJson.read(FULL)).isEqualTo(full());
  }

  @Test
  void writesOnlyFieldsThatAreNotAtTheirDefaults() {
    assertThat(GanJson.write(GanJson.read(SMALLEST))).isEqualTo(SMALLEST);
  }

  @Test
  void writesFieldsInOrderAndOneLayerPerLine() {
    assertThat(GanJson.write(full())).isEqualTo(FULL);
  }

  @Test
  void normalizesOtherFormsOfASpec() {
    String other =
        SMALLEST
            .replace("\"format\": 2,", "\"plan\": {}, \"keras\": 3.0,\t\"format\":2,")
            .replace("\"units\": 3", "\"units\": 3.0, \"name\": \"dense\", \"use_bias\": true")
            .replace("[4]", "[4e0], \"trainable\": true");
    assertThat(GanJson.write(GanJson.read(other))).isEqualTo(SMALLEST);
  }

  /** In Java the default depends on the last activation; in JSON it doesn't. */
  @Test
  void anOmittedLossUsesProbabilitiesWhateverTheLastActivation() {
    Sequential generator = Sequential.builder("generator").input(4).add(Dense.of(3)).build();
    Sequential linear = Sequential.builder("discriminator").input(3).add(Dense.of(1)).build();
    Gan gan = Gan.of("tiny", generator, linear);
    String text =
        SMALLEST
            .replace(", \"activation\": \"sigmoid\"", "")
            .replace(
                "  }\n}",
                "  },\n  \"objective\": {\"type\": \"binary_crossentropy\", \"from_logits\": true}\n}");
    assertThat(GanJson.write(gan)).isEqualTo(text);
    assertThat(GanJson.read(text)).isEqualTo(gan);
    assertThatThrownBy(() -> GanJson.read(SMALLEST.replace(", \"activation\": \"sigmoid\"", "")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "$.objective: expected a discriminator that ends in a sigmoid, since BinaryCrossentropy"
                + " expects probabilities, but found one that ends in Dense dense with activation"
                + " linear; end it in a sigmoid, or set from_logits to true");
  }

  @Test
  void readsASpecFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("tiny.json"), SMALLEST);
    assertThat(GanJson.read(file)).isEqualTo(GanJson.read(SMALLEST));
  }

  @Test
  void namesTheFileInAMistake(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(directory.resolve("tiny.json"), SMALLEST.replace("Dense", "Dens"));
    assertThatThrownBy(() -> GanJson.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + " $.generator.layers[0].type: expected a layer's type but found \"Dens\";"
                + " did you mean \"Dense\"? (known are "
                + Variants.layers()
                + ")");
  }

  @Test
  void saysThatAFileIsMissing(@TempDir Path directory) {
    Path file = directory.resolve("none.json");
    assertThatThrownBy(() -> GanJson.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": expected a file but found none; check its name");
  }

  @Test
  void saysThatADirectoryIsNotAFile(@TempDir Path directory) {
    assertThatThrownBy(() -> GanJson.read(directory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            directory
                + ": expected a readable file but found a directory; give a spec's JSON file");
  }

  @Test
  void saysThatAFileIsNotUtf8(@TempDir Path directory) throws IOException {
    byte[] latin = SMALLEST.replace("tiny", "ti\u00f1y").getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(directory.resolve("latin.json"), latin);
    assertThatThrownBy(() -> GanJson.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": expected UTF-8 text but found other bytes; save it as UTF-8");
  }
}
