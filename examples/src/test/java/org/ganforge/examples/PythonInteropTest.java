package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.KerasModel;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.keras.KerasJson;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.NpyFile;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.tf.keras.KerasFile;
import org.ganforge.zoo.ModelZoo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports to real TensorFlow and Keras in Python, and imports from there; skipped with a message if
 * these are missing.
 */
class PythonInteropTest {
  /** Presets with chains of layers, whose networks can be updated without real images. */
  private static final List<String> PRESETS =
      List.of(
          "mnist-dcgan", "fashion-mlp", "mnist-single-digit", "mnist-dcgan-tanh", "emnist-letters");

  private static final String FOR_KERAS_2 = "keras2/h5_tree.py";

  @TempDir private static Path folder;
  private static final List<Path> EXPORTS = new ArrayList<>();
  private static @Nullable Python started;

  @BeforeAll
  static void findPython() {
    started = Python.require();
    PRESETS.forEach(preset -> EXPORTS.addAll(export(preset)));
  }

  private static Python python() {
    return requireNonNull(started);
  }

  /** Exports updated weights, since moving averages that are still 0 and 1 would hide a mix-up. */
  private static List<Path> export(String preset) {
    Gan gan = ModelZoo.load(preset);
    Path place = folder.resolve(preset);
    // The forms do not matter, since only the exports are tested.
    TensorFlowOptions options = TensorFlowOptions.of().withProductForms();
    try (GanTrainer trainer = TensorFlowBackend.of(options).open(gan)) {
      trainer.updateGenerator(trainer.noise(8, 1));
      trainer.updateDiscriminator(null, trainer.noise(8, 2));
      trainer.export(Export.of(NetworkRole.values()).withFormats(ExportFormat.values()), place);
    }
    return Stream.of(NetworkRole.values()).map(role -> place.resolve(role.toString())).toList();
  }

  @Test
  void pythonLoadsRunsAndTrainsPresetsInEveryFormat() {
    String printed = python().run("check_exports.py", EXPORTS);
    assertThat(printed.lines().filter(line -> line.startsWith("ok "))).hasSize(10);
    assertThat(printed).contains("all exports work");
  }

  @Test
  void onnxAcceptsPresetsAndItsRuntimeGivesTheirOutputs() {
    python().requireModule("onnx");
    python().requireModule("onnxruntime");
    String printed = python().run("check_onnx.py", EXPORTS);
    assertThat(printed.lines().filter(line -> line.startsWith("ok "))).hasSize(10);
  }

  private static List<String> models(Path directory) throws IOException {
    String ending = ".input.npy";
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.replace(ending, ""))
          .sorted()
          .toList();
    }
  }

  /** Returns the model in a file, after comparing it with Keras' JSON and Keras' output. */
  private static KerasModel read(Path models, String name, String ending) {
    KerasModel model = TensorFlowBackend.of().readKeras(models.resolve(name + ending));
    assertThat(KerasJson.read(models.resolve(name + ".json"))).isEqualTo(model.network());
    assertThat(call(model, NpyFile.read(models.resolve(name + ".input.npy"))))
        .as(name + ending)
        .containsExactly(
            NpyFile.read(models.resolve(name + ".output.npy")).toArray(), within(1e-5f));
    return model;
  }

  @Test
  void networksSavedByKerasGiveTheSameOutputHereAndBackInKeras() throws IOException {
    Path models = folder.resolve("keras");
    assertThat(python().run("make_keras_models.py", List.of(models))).contains("saved 29 models");

    assertThat(models(models)).hasSize(29);
    Path again = Files.createDirectory(models.resolve("again"));
    for (String name : models(models)) {
      KerasModel model = read(models, name, ".keras");
      // Equal models give equal outputs.
      assertThat(TensorFlowBackend.of().readKeras(models.resolve(name + ".h5"))).isEqualTo(model);
      KerasFile.writeKeras(model, again.resolve(name + ".keras"));
      KerasFile.writeH5(model, again.resolve(name + ".h5"));
    }
    assertThat(python().run("check_models.py", List.of(models))).contains("checked 58 files");
    assertDamageIsReported(models.resolve("nested.keras"), true);
    assertDamageIsReported(models.resolve("nested.h5"), false);
  }

  /** Keras' own HDF5 files have an older layout than ours. */
  private static void assertDamageIsReported(Path file, boolean hasChecksums) throws IOException {
    KerasModel model = TensorFlowBackend.of().readKeras(file);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(5);
    Path damaged = file.resolveSibling("damaged");
    for (int i = 0; i < 300; i++) {
      byte[] bytes = Arrays.copyOf(whole, i % 4 == 0 ? random.nextInt(whole.length) : whole.length);
      if (i % 4 != 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(damaged, bytes);
      try {
        KerasModel read = TensorFlowBackend.of().readKeras(damaged);
        assertThat(!hasChecksums || read.equals(model)).isTrue();
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).startsWith(damaged.toString()).doesNotContain("\n");
      }
    }
  }

  /** See {@code examples/src/test/python/keras2} for the Keras 2 that is used. */
  @Test
  void realKeras2ReadsOurFilesAndWeReadItsFiles() throws IOException {
    try (Python keras2 = Python.requireKeras2()) {
      python().run(FOR_KERAS_2, EXPORTS.stream().map(e -> e.resolve("model.h5")).toList());
      assertThat(keras2.run("keras2/check_exports.py", EXPORTS))
          .contains("Keras 2.2.4-tf loads 10 exports");

      Path models = folder.resolve("keras2");
      assertThat(keras2.run("keras2/make_models.py", List.of(models))).contains("saved 25 models");
      List<String> names = models(models);
      python().run(FOR_KERAS_2, names.stream().map(n -> models.resolve(n + ".h5")).toList());
      assertThat(names).hasSize(25);
      List<Path> again = new ArrayList<>();
      Files.createDirectory(models.resolve("again"));
      for (String name : names) {
        Path file = models.resolve("again").resolve(name + ".h5");
        KerasFile.writeH5(read(models, name, ".h5"), file);
        again.add(file);
      }
      python().run(FOR_KERAS_2, again);
      assertThat(keras2.run("keras2/check_models.py", List.of(models)))
          .contains("checked 25 files");
    }
  }

  /** Runs the model as part of a generator, since a trainer offers no other way to call it. */
  private static float[] call(KerasModel model, FloatTensor batch) {
    try (GanTrainer trainer = TensorFlowBackend.of().open(around(model.network()))) {
      Map<String, FloatTensor> weights = new LinkedHashMap<>();
      model.weights().forEach((name, value) -> weights.put("outer/network/" + name, value));
      trainer.setWeights(weights);
      // The generator takes noise as flat vectors, so flatten the batch.
      int size = batch.shape().size() / batch.count();
      FloatTensor rows = FloatTensor.wrap(TensorShape.of(batch.count(), size), batch.toArray());
      return trainer.generate(rows).toArray();
    }
  }

  private static Gan around(Network network) {
    Network named = network.withName("network");
    Sequential.Builder generator = Sequential.builder("outer").input(network.inputShape().size());
    if (network.inputShape().rank() > 1) {
      generator.add(Reshape.of(network.inputShape().toArray()));
    }
    Sequential all = generator.add(named).build();
    return Gan.of(
        "around",
        all,
        Sequential.builder("discriminator")
            .input(all.outputShape())
            .add(Flatten.of())
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build());
  }

  @Test
  void theExampleContinuesTrainingInPython() {
    Path exports = folder.resolve("example");
    try (GanTrainer trainer = TensorFlowBackend.of().open(ModelZoo.load("fashion-mlp"))) {
      trainer.export(Export.of(NetworkRole.values()).withFormats(ExportFormat.KERAS), exports);
    }
    Path script =
        Path.of(System.getProperty("project.root", ".."), "examples", "python", "train_on.py");
    assertThat(python().run(exports.resolve("generator/load.py"), List.of()))
        .contains("differ from GanForge's own by at most");
    assertThat(python().run(script, List.of(exports))).contains("saved " + exports);
    assertThat(TensorFlowBackend.of().readKeras(exports.resolve("generator.keras")).network())
        .isEqualTo(ModelZoo.load("fashion-mlp").generator());
  }

  @Test
  void kerasBuildsPresetsFromTheirJson() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String preset : PRESETS) {
      Network generator = ModelZoo.load(preset).generator();
      Path file = folder.resolve(preset + ".json");
      files.add(Files.writeString(file, KerasJson.write(generator, KerasVersion.KERAS_3)));
    }
    String printed = python().run("read_keras_json.py", files);
    for (String preset : PRESETS) {
      long parameters = ModelZoo.load(preset).generator().parameterCount();
      assertThat(printed).contains(preset + ".json Sequential " + parameters);
    }
  }
}
