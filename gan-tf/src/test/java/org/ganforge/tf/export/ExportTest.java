package org.ganforge.tf.export;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.GanJson;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.observe.NpyFile;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.session.NativeTensors;
import org.ganforge.tf.session.SessionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/** What Python makes of an export is tested with Python, in the module examples. */
class ExportTest {
  private static final Gan GAN =
      Gan.of(
          "small",
          Sequential.builder("generator")
              .input(3)
              .add(Dense.of(2 * 2 * 4))
              .add(BatchNormalization.of())
              .add(LeakyReLU.of(0.2))
              .add(Reshape.of(2, 2, 4))
              .add(Dropout.of(0.2))
              .add(UpSampling2D.of())
              .add(
                  Conv2D.of(1, 3).withPadding(Padding.SAME).withActivation(ActivationFunction.TANH))
              .build(),
          Sequential.builder("discriminator")
              .input(4, 4, 1)
              .add(Flatten.of())
              .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
              .build());

  @TempDir private Path folder;
  private GanTrainer trainer = new TensorFlowBackend().open(GAN);

  @BeforeEach
  void moveTheMovingAverages() {
    trainer.updateGenerator(trainer.noise(16, 1));
  }

  @AfterEach
  void closeTheTrainer() {
    trainer.close();
  }

  private static float[] call(SessionFunction function, String input, FloatTensor batch) {
    try (TFloat32 tensor = NativeTensors.toNative(batch);
        Result result = function.call(Map.of(input, tensor))) {
      return NativeTensors.toHeap((TFloat32) result.get(0)).toArray();
    }
  }

  @Test
  void tensorFlowJavaLoadsTheSavedModel() {
    trainer.export(Export.of(NetworkRole.GENERATOR), folder.resolve("g"));

    FloatTensor noise = trainer.noise(5, 9);
    try (SavedModelBundle bundle =
        SavedModelBundle.load(folder.resolve("g/saved_model").toString(), "serve")) {
      float[] expected = trainer.generate(noise).toArray();
      for (String signature : List.of("serving_default", "serve")) {
        assertThat(call(bundle.function(signature), "noise", noise))
            .containsExactly(expected, within(1e-6f));
      }
      // Dropout draws anew at every call.
      SessionFunction training = bundle.function("training");
      assertThat(call(training, "noise", noise)).isNotEqualTo(call(training, "noise", noise));
    }
  }

  @Test
  void namesInputsAndOutputsAsAPersonWould() {
    trainer.export(Export.of(NetworkRole.DISCRIMINATOR), folder.resolve("d"));

    try (SavedModelBundle bundle =
        SavedModelBundle.load(folder.resolve("d/saved_model").toString(), "serve")) {
      SignatureDef signature = bundle.metaGraphDef().getSignatureDefOrThrow("serving_default");
      assertThat(signature.getInputsOrThrow("images").getName()).isEqualTo("images:0");
      assertThat(signature.getOutputsOrThrow("probability").getName()).isEqualTo("probability:0");
      assertThat(signature.getInputsOrThrow("images").getTensorShape().getDimList())
          .extracting(dim -> dim.getSize())
          .containsExactly(-1L, 4L, 4L, 1L);
      assertThat(bundle.metaGraphDef().getCollectionDefMap())
          .containsOnlyKeys("variables", "trainable_variables");
      assertThat(bundle.metaGraphDef().getMetaInfoDef().getStrippedDefaultAttrs()).isTrue();
    }
  }

  @Test
  void aSavedModelHoldsNoTrainedArrayAsAConstant() throws IOException {
    trainer.export(Export.of(NetworkRole.GENERATOR), folder.resolve("g"));
    // The kernel of the first layer alone would take 192 bytes in a row.
    byte[] graph = Files.readAllBytes(folder.resolve("g/saved_model/saved_model.pb"));
    byte[] kernel = new byte[8];
    float[] values = requireNonNull(trainer.weights().get("generator/dense/kernel")).toArray();
    ByteBuffer.wrap(kernel).order(ByteOrder.LITTLE_ENDIAN).putFloat(values[0]).putFloat(values[1]);
    assertThat(indexOf(graph, kernel)).isNegative();
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void putsEveryFormAndItsProofIntoTheDirectory() throws IOException {
    Export export =
        Export.of(NetworkRole.GENERATOR)
            .withFormats(Arrays.asList(ExportFormat.values()))
            .withFile("run.json", "{}");
    trainer.export(export, folder.resolve("g"));

    try (Stream<Path> files = Files.list(folder.resolve("g"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "saved_model",
              "model.keras",
              "model.h5",
              "check",
              "gan.json",
              "run.json",
              "README.md",
              "load.py");
    }
    FloatTensor noise = NpyFile.read(folder.resolve("g/check/input.npy"));
    assertThat(NpyFile.read(folder.resolve("g/check/output.npy")))
        .isEqualTo(trainer.generate(noise));
    assertThat(GanJson.read(folder.resolve("g/gan.json"))).isEqualTo(GAN);
    assertThat(folder.resolve("g/README.md"))
        .content()
        .contains("`noise` [n, 3] in, `images` [n, 4, 4, 1] out")
        .contains("| Keras 3 model | `model.keras` |")
        .doesNotContain("{");
  }

  @Test
  void kerasFilesHoldTheWeights() {
    Export export =
        Export.of(NetworkRole.GENERATOR).withFormats(List.of(ExportFormat.KERAS, ExportFormat.H5));
    trainer.export(export, folder.resolve("g"));

    Map<String, FloatTensor> own = new LinkedHashMap<>(trainer.weights());
    own.keySet().removeIf(name -> !name.startsWith("generator/"));
    for (String file : List.of("g/model.keras", "g/model.h5")) {
      assertThat(new TensorFlowBackend().readKeras(folder.resolve(file)).namedWeights())
          .isEqualTo(own);
    }
  }

  @Test
  void refusesADirectoryThatExists() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    assertThatThrownBy(() -> trainer.export(Export.of(NetworkRole.GENERATOR), there))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "export "
                + there
                + ": expected a new directory but found one that exists; choose another");
  }

  @Test
  void leavesNothingBehindWhereItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    assertThatThrownBy(() -> trainer.export(Export.of(NetworkRole.GENERATOR), file.resolve("g")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("export " + file.resolve("g") + ": expected a place that can be");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesWeightsThatAreNoNumbers() {
    FloatTensor bias = FloatTensor.of(TensorShape.of(1), Float.NaN);
    trainer.setWeights(Map.of("generator/conv2d/bias", bias));
    assertThatThrownBy(() -> trainer.export(Export.of(NetworkRole.GENERATOR), folder.resolve("g")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "weight conv2d/bias: expected finite numbers but found NaN;"
                + " use weights from before the training diverged");
    assertThat(folder.resolve("g")).doesNotExist();
  }

  /** Another GAN's weights under this one's names: the proof must not be a formality. */
  @Test
  void refusesToKeepWhatDoesNotGiveTheLiveOutput() throws IOException {
    FloatTensor noise = trainer.noise(2, 0);
    FloatTensor wrong = FloatTensor.wrap(trainer.generate(noise).shape(), new float[32]);
    NetworkExporter exporter =
        new NetworkExporter(
            GAN, Export.of(NetworkRole.GENERATOR), trainer.weights(), 0, SessionSettings.of());
    assertThatThrownBy(() -> exporter.write(folder.resolve("g"), noise, wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "export of the generator as savedmodel: expected the live network's output 0.0 from"
                + " what was written but found ")
        .hasMessageEndingWith("; nothing was kept");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
