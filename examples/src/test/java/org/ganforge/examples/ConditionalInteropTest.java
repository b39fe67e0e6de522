package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.data.HandwrittenDigits;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.GanJson;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional GANs are exported to Python with all their inputs and outputs. */
class ConditionalInteropTest {
  private static final String SPEC =
      """
      {
        "format": 1,
        "name": "conditional",
        "generator": {
          "name": "generator",
          "inputs": [{"type": "noise", "length": 6}, {"type": "label", "classes": 10}],
          "layers": [
            {"type": "Embedding", "input_dim": 10, "output_dim": 4, "from": "label"},
            {"type": "Flatten"},
            {"type": "Concatenate", "from": ["noise", "flatten"]},
            {"type": "Dense", "units": 196},
            {"type": "Reshape", "target_shape": [7, 7, 4]},
            {"type": "BatchNormalization"},
            {"type": "UpSampling2D", "size": 4},
            {"type": "Conv2D", "filters": 1, "kernel_size": 3, "padding": "same", "activation": "tanh"}
          ]
        },
        "discriminator": {
          "name": "discriminator",
          "inputs": [{"type": "image", "shape": [28, 28, 1]}, {"type": "label", "classes": 10}],
          "layers": [
            {"type": "Embedding", "input_dim": 10, "output_dim": 4, "from": "label"},
            {"type": "Dense", "units": 784},
            {"type": "Reshape", "target_shape": [28, 28, 1]},
            {"type": "Concatenate", "from": ["image", "reshape"]},
            {"type": "Conv2D", "filters": 4, "kernel_size": 3, "strides": 2},
            {"type": "LeakyReLU"},
            {"type": "GlobalAveragePooling2D"},
            {"type": "Dense", "units": 1, "activation": "sigmoid"}
          ]
        },
        "plan": {"batch_size": 8, "iterations": 20}
      }
      """;

  @TempDir private Path folder;

  @Test
  void pythonLoadsEveryNetworkInEveryFormat() {
    Python python = Python.require();
    Gan gan = GanJson.read(SPEC);
    try (GanTrainer trainer = TensorFlowBackend.of().open(gan, HandwrittenDigits.of(40, 1))) {
      trainer.train();
      List<Path> places = exported(trainer, folder);
      assertThat(python.run("check_conditional.py", places)).contains("all networks work");
      python.requireModule("onnx");
      python.requireModule("onnxruntime");
      assertThat(python.run("check_onnx.py", places)).contains("ok ").doesNotContain("MISTAKE");
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"conditional-mnist", "acgan-mnist"})
  void pythonLoadsThePresets(String preset) {
    Python python = Python.require();
    try (GanTrainer trainer = TensorFlowBackend.of().open(ModelZoo.load(preset))) {
      trainer.updateGenerator(Batch.of(trainer.noise(4, 1)).withLabel(3));
      List<Path> places = exported(trainer, folder);
      assertThat(python.run("check_conditional.py", places)).contains("all networks work");
      python.requireModule("onnx");
      python.requireModule("onnxruntime");
      assertThat(python.run("check_onnx.py", places)).contains("ok ").doesNotContain("MISTAKE");
    }
  }

  private static List<Path> exported(GanTrainer trainer, Path place) {
    trainer.export(Export.of(NetworkRole.values()).withFormats(ExportFormat.values()), place);
    return List.of(place.resolve("generator"), place.resolve("discriminator"));
  }
}
