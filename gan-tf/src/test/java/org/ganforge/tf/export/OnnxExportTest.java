package org.ganforge.tf.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Model;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Concatenate;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Input;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.Symbol;
import org.ganforge.observe.NpyFile;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.SpectralNorm;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.tf.onnx.OnnxRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports as ONNX, in ONNX Runtime. */
class OnnxExportTest {
  @TempDir private Path folder;

  private static Gan conditional() {
    Input noise = Input.Noise.of(3);
    Input wish = Input.Label.of(4);
    Symbol x = Concatenate.of().on(noise, Flatten.of().on(Embedding.of(4, 2).on(wish)));
    x = Reshape.of(2, 2, 4).on(BatchNormalization.of().on(Dense.of(16).on(x)));
    x = Conv2DTranspose.of(4, 4).withStrides(2).withPadding(Padding.SAME).on(x);
    x = Dropout.of(0.2).on(LeakyReLU.of(0.2).on(BatchNormalization.of().on(x)));
    x = Conv2D.of(1, 3).withPadding(Padding.SAME).withActivation(ActivationFunction.TANH).on(x);
    Model generator = Model.of("generator", List.of(noise, wish), x);

    Input image = Input.Image.of(4, 4, 1);
    Input label = Input.Label.of(4);
    Symbol plane = Reshape.of(4, 4, 1).on(Dense.of(16).on(Embedding.of(4, 3).on(label)));
    Symbol y = Concatenate.of().on(image, plane);
    y = MinibatchStdDev.of().on(LeakyReLU.of(0.2).on(Conv2D.of(4, 3).withStrides(2).on(y)));
    y = Dense.of(1).withActivation(ActivationFunction.SIGMOID).on(Flatten.of().on(y));
    Model discriminator = Model.of("discriminator", List.of(image, label), y);
    return Gan.of("conditional", generator, discriminator)
        .withRegularization(MovingAverage.of().withDecay(0.5), SpectralNorm.of());
  }

  /** The moving average of the generator, and weights divided by their singular values. */
  @Test
  void givesTheOutputsOfTheLiveNetworks() throws IOException {
    TensorFlowOptions options = TensorFlowOptions.of().withProductForms();
    try (GanTrainer trainer = TensorFlowBackend.of(options).open(conditional())) {
      for (int i = 0; i < 3; i++) {
        trainer.updateGenerator(Batch.of(trainer.noise(8, i)).withLabel(i));
      }
      trainer.export(Export.of(NetworkRole.values()).withFormats(ExportFormat.ONNX), folder);
    }
    assertRuns("generator", "noise");
    assertRuns("discriminator", "images");
  }

  private void assertRuns(String network, String subject) throws IOException {
    Path place = folder.resolve(network);
    Map<String, FloatTensor> inputs = new LinkedHashMap<>();
    for (String input : List.of(subject, "labels")) {
      inputs.put(input, NpyFile.read(place.resolve("check").resolve(input + ".npy")));
    }
    try (OnnxRun run = OnnxRun.open(place.resolve("model.onnx"))) {
      FloatTensor expected = NpyFile.read(place.resolve("check/output.npy"));
      FloatTensor output = run.call(inputs).get(0);
      assertThat(output.shape()).isEqualTo(expected.shape());
      assertThat(output.toArray()).containsExactly(expected.toArray(), within(1e-5f));
    }
    try (Stream<Path> files = Files.list(place)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "model.onnx", "check", "gan.json", "export.json", "README.md", "load.py");
    }
    assertThat(place.resolve("README.md"))
        .content()
        .contains("| ONNX model | `model.onnx` |")
        .contains("`model.onnx` was not run, since that takes ONNX Runtime")
        .doesNotContain("loaded again")
        .doesNotContain("{");
    assertThat(place.resolve("load.py"))
        .content()
        .contains("model.run([\"" + (network.equals("generator") ? "images" : "probability"));
  }
}
