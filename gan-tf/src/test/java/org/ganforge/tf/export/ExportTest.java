package org.ganforge.tf.export;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
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
import org.ganforge.tf.Precision;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.tf.graph.ServingGraph;
import org.ganforge.tf.session.NativeTensors;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.variable.Variable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/** The module examples tests exports with Python. */
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

  /** In the forms that exports use, so that results can be compared exactly. */
  private GanTrainer trainer =
      TensorFlowBackend.of(TensorFlowOptions.of().withPlainForms()).open(GAN);

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
    trainer.export(Export.of(NetworkRole.GENERATOR), folder);

    FloatTensor noise = trainer.noise(5, 9);
    try (SavedModelBundle bundle =
        SavedModelBundle.load(folder.resolve("generator/saved_model").toString(), "serve")) {
      float[] expected = trainer.generate(noise).toArray();
      for (String signature : List.of("serving_default", "serve")) {
        assertThat(call(bundle.function(signature), "noise", noise))
            .containsExactly(expected, within(1e-6f));
      }
      // Dropout draws a new mask in every call.
      SessionFunction training = bundle.function("training");
      assertThat(call(training, "noise", noise)).isNotEqualTo(call(training, "noise", noise));
    }
  }

  @Test
  void namesInputsAndOutputsReadably() {
    trainer.export(Export.of(NetworkRole.DISCRIMINATOR), folder);

    try (SavedModelBundle bundle =
        SavedModelBundle.load(folder.resolve("discriminator/saved_model").toString(), "serve")) {
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
    trainer.export(Export.of(NetworkRole.GENERATOR), folder);
    // The first layer's kernel alone would take 192 consecutive bytes.
    byte[] graph = Files.readAllBytes(folder.resolve("generator/saved_model/saved_model.pb"));
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
            .withFormats(ExportFormat.values())
            .withFile("run.json", "{}");
    trainer.export(export, folder);

    try (Stream<Path> files = Files.list(folder.resolve("generator"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "saved_model",
              "model.keras",
              "model.h5",
              "model.onnx",
              "check",
              "gan.json",
              "export.json",
              "run.json",
              "README.md",
              "load.py");
    }
    FloatTensor noise = NpyFile.read(folder.resolve("generator/check/input.npy"));
    assertThat(NpyFile.read(folder.resolve("generator/check/output.npy")))
        .isEqualTo(trainer.generate(noise));
    assertThat(GanJson.read(folder.resolve("generator/gan.json"))).isEqualTo(GAN);
    assertThat(folder.resolve("generator/README.md"))
        .content()
        .contains("`noise` [n, 3] in, `images` [n, 4, 4, 1] out")
        .contains("| Keras 3 model | `model.keras` |")
        .contains("Every other format was loaded again")
        .doesNotContain("{");
  }

  @Test
  void kerasFilesHoldTheWeights() {
    Export export =
        Export.of(NetworkRole.GENERATOR).withFormats(ExportFormat.KERAS, ExportFormat.H5);
    trainer.export(export, folder);

    Map<String, FloatTensor> own = new LinkedHashMap<>(trainer.weights());
    own.keySet().removeIf(name -> !name.startsWith("generator/"));
    for (String file : List.of("generator/model.keras", "generator/model.h5")) {
      assertThat(TensorFlowBackend.of().readKeras(folder.resolve(file)).namedWeights())
          .isEqualTo(own);
    }
  }

  @Test
  void refusesADirectoryThatExists() throws IOException {
    Path there = Files.createDirectory(folder.resolve("discriminator"));
    assertThatThrownBy(() -> trainer.export(Export.of(NetworkRole.values()), folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "export "
                + there
                + ": expected a new directory but found one that exists; choose another");
    assertThat(folder).isDirectoryNotContaining("glob:**generator");
  }

  @Test
  void leavesNothingBehindIfItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    assertThatThrownBy(() -> trainer.export(Export.of(NetworkRole.GENERATOR), file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "export " + file.resolve("generator") + ": expected a place that can be");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesWeightsThatAreNotNumbers() {
    FloatTensor bias = FloatTensor.of(TensorShape.of(1), Float.NaN);
    trainer.setWeights(Map.of("generator/conv2d/bias", bias));
    Path place = folder.resolve("new/place");
    assertThatThrownBy(() -> trainer.export(Export.of(NetworkRole.GENERATOR), place))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "weight conv2d/bias: expected finite numbers but found NaN;"
                + " use weights from before the training diverged");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  private static Example zeros(Example example) {
    TensorShape shape = example.outputs().get(0).shape();
    return Example.of(example.inputs().get(0), FloatTensor.wrap(shape, new float[shape.size()]));
  }

  /**
   * With outputs that are not the network's: the comparison must really fail, and the other network
   * must not be kept either.
   */
  @Test
  void refusesAnExportThatDoesNotGiveTheLiveOutput() throws IOException {
    FloatTensor noise = trainer.noise(2, 0);
    FloatTensor images = trainer.generate(noise);
    Example judged = Example.of(images, trainer.score(images));
    GanExporter exporter =
        new GanExporter(
            GAN, Export.of(NetworkRole.values()), trainer.weights(), 0, SessionSettings.of());
    Map<NetworkRole, Example> examples =
        Map.of(
            NetworkRole.GENERATOR,
            Example.of(noise, images),
            NetworkRole.DISCRIMINATOR,
            zeros(judged));
    assertThatThrownBy(() -> exporter.write(folder.resolve("new/place"), examples))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "export of the discriminator as savedmodel: expected the live network's output 0.0 from"
                + " what was written but found ")
        .hasMessageEndingWith("; nothing was kept");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void recordsWhereItComesFromAndWhatBelongsToIt() throws IOException {
    trainer.export(
        Export.of(NetworkRole.DISCRIMINATOR).withFormats(ExportFormat.H5).withRun("00007-small"),
        folder);

    Path place = folder.resolve("discriminator");
    JsonNode json = JsonMapper.builder().build().readTree(place.resolve("export.json").toFile());
    assertThat(json.get("run").textValue()).isEqualTo("00007-small");
    assertThat(json.get("iteration").longValue()).isZero();
    assertThat(json.get("network").textValue()).isEqualTo("discriminator");
    assertThat(json.get("formats")).extracting(JsonNode::textValue).containsExactly("h5");
    assertThat(json.get("versions").get("backend").textValue())
        .isEqualTo(TensorFlowBackend.of().version());
    assertThat(json.get("created").textValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    try (Stream<Path> all = Files.walk(place)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertThat(json.get("files")).hasSize(files.size() - 1);
      for (Path file : files) {
        String name = place.relativize(file).toString();
        if (!name.equals("export.json")) {
          assertThat(json.get("files").get(name).textValue())
              .isEqualTo(HexFormat.of().formatHex(sha256(Files.readAllBytes(file))));
        }
      }
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** TensorFlow rounds to three digits in bfloat16; the exported network does not. */
  @Test
  void aNetworkThatTrainsInBfloat16IsExportedInFloat32() {
    TensorFlowOptions options =
        TensorFlowOptions.of().withPrecision(Precision.BFLOAT16).withProductForms();
    try (GanTrainer rough = TensorFlowBackend.of(options).open(GAN)) {
      rough.setWeights(trainer.weights());
      rough.export(Export.of(NetworkRole.values()).withFormats(ExportFormat.values()), folder);
      FloatTensor noise = NpyFile.read(folder.resolve("generator/check/input.npy"));
      assertThat(NpyFile.read(folder.resolve("generator/check/output.npy")))
          .isEqualTo(trainer.generate(noise))
          .isNotEqualTo(rough.generate(noise));
    }
  }

  /** Winograd's forms round more than a comparison with Python allows. */
  @Test
  void isComparedWithPlainForms() {
    Sequential generator =
        Sequential.builder("generator")
            .input(3)
            .add(Dense.of(4 * 4 * 64))
            .add(Reshape.of(4, 4, 64))
            .add(UpSampling2D.of())
            .add(Conv2D.of(96, 5).withPadding(Padding.SAME))
            .add(Conv2D.of(1, 3).withPadding(Padding.SAME))
            .build();
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(8, 8, 1)
            .add(Flatten.of())
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    Gan wide = Gan.of("wide", generator, discriminator);
    TensorFlowOptions other = TensorFlowOptions.of().withForms(Map.of("*", "winograd"));
    TensorFlowOptions plainly = TensorFlowOptions.of().withPlainForms();
    try (GanTrainer winograd = TensorFlowBackend.of(other).open(wide);
        GanTrainer plain = TensorFlowBackend.of(plainly).open(wide)) {
      plain.setWeights(winograd.weights());
      winograd.export(
          Export.of(NetworkRole.GENERATOR).withFormats(ExportFormat.SAVED_MODEL), folder);
      FloatTensor noise = NpyFile.read(folder.resolve("generator/check/input.npy"));
      assertThat(NpyFile.read(folder.resolve("generator/check/output.npy")))
          .isEqualTo(plain.generate(noise))
          .isNotEqualTo(winograd.generate(noise));
    }
  }

  @Test
  void aVariableWithoutItsNodesIsNotPublished() {
    try (ServingGraph graph =
        ServingGraph.compile(
            GAN.discriminator(), GAN.keras(), List.of("images"), List.of("probability"))) {
      Variable kernel = graph.weights().get(0);
      GraphDef.Builder cut = graph.published().toBuilder().clearNode();
      graph.published().getNodeList().stream()
          .filter(node -> !node.getOp().equals("ReadVariableOp"))
          .forEach(cut::addNode);
      assertThatThrownBy(() -> SavedModelProto.collection(cut.build(), List.of(kernel)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching(
              "graph of the export: expected an initializer and a read of the variable"
                  + " discriminator/dense/kernel but found initializer \".+\", value \".+\","
                  + " read \"\"");
    }
  }
}
