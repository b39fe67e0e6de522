package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.KerasModel;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.KerasJson;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.TensorShape;
import org.ganforge.observe.NpyFile;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.keras.KerasFile;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Out to real Python TensorFlow and real Keras, and back; skipped, out loud, where they are not.
 */
class PythonInteropTest {
  @TempDir private static Path folder;
  private static Python python = new Python("");

  @BeforeAll
  static void findPython() {
    python = Python.require();
  }

  /** Not the first weights: moving averages that are still 0 and 1 would hide a mix-up. */
  private static List<Path> export(String preset) {
    Gan gan = ModelZoo.load(preset);
    List<Path> exports = new ArrayList<>();
    try (GanTrainer trainer = new TensorFlowBackend().open(gan)) {
      trainer.updateGenerator(trainer.noise(8, 1));
      trainer.updateDiscriminator(null, trainer.noise(8, 2));
      for (NetworkRole role : NetworkRole.values()) {
        Path directory = folder.resolve(preset).resolve(role.toString());
        exports.add(directory);
      }
      trainer.export(
          Export.of(NetworkRole.values()).withFormats(ExportFormat.values()),
          folder.resolve(preset));
    }
    return exports;
  }

  @Test
  void pythonLoadsRunsAndTrainsEveryPresetInEveryFormat() {
    List<Path> exports = new ArrayList<>();
    ModelZoo.names().forEach(preset -> exports.addAll(export(preset)));

    String printed = python.run("check_exports.py", exports);
    assertThat(printed.lines().filter(line -> line.startsWith("ok "))).hasSize(10);
    assertThat(printed).contains("all exports work");
  }

  @Test
  void networksThatKerasHasSavedGiveTheSameOutputHereAndThereAgain() throws IOException {
    Path models = folder.resolve("keras");
    assertThat(python.run("make_keras_models.py", List.of(models))).contains("saved 23 models");

    List<Path> inputs;
    try (Stream<Path> files = Files.list(models)) {
      inputs = files.filter(file -> file.toString().endsWith(".input.npy")).sorted().toList();
    }
    assertThat(inputs).hasSize(23);
    Path again = Files.createDirectory(models.resolve("again"));
    for (Path input : inputs) {
      String name = input.getFileName().toString().replace(".input.npy", "");
      float[] expected = NpyFile.read(models.resolve(name + ".output.npy")).toArray();
      for (String ending : List.of(".keras", ".h5")) {
        KerasModel model = new TensorFlowBackend().readKeras(models.resolve(name + ending));
        assertThat(call(model, NpyFile.read(input)))
            .as(name + ending)
            .containsExactly(expected, within(1e-5f));
        if (ending.equals(".h5")) {
          KerasFile.writeH5(model, again.resolve(name + ending));
        } else {
          KerasFile.writeKeras(model, again.resolve(name + ending));
        }
        assertThat(KerasJson.read(models.resolve(name + ".json"))).isEqualTo(model.network());
      }
    }
    assertThat(python.run("check_models.py", List.of(models))).contains("checked 46 files");
  }

  /** As a part of a generator, since a trainer gives no other way in. */
  private static float[] call(KerasModel model, FloatTensor batch) {
    try (GanTrainer trainer = new TensorFlowBackend().open(around(model.network()))) {
      Map<String, FloatTensor> weights = new LinkedHashMap<>();
      model.weights().forEach((name, value) -> weights.put("outer/network/" + name, value));
      trainer.setWeights(weights);
      // Noise goes in as rows, in the shape that the network takes.
      int size = batch.shape().size() / batch.count();
      FloatTensor rows = FloatTensor.wrap(TensorShape.of(batch.count(), size), batch.toArray());
      return trainer.generate(rows).toArray();
    }
  }

  private static Gan around(Sequential network) {
    Sequential named = network.withName("network");
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
  void theExampleGoesOnTrainingInPython() {
    Path exports = folder.resolve("example");
    try (GanTrainer trainer = new TensorFlowBackend().open(ModelZoo.load("fashion-mlp"))) {
      trainer.export(Export.of(NetworkRole.values()).withFormats(ExportFormat.KERAS), exports);
    }
    Path script =
        Path.of(System.getProperty("project.root", ".."), "examples", "python", "train_on.py");
    assertThat(python.run(exports.resolve("generator/load.py"), List.of()))
        .contains("differ from GanForge's own by at most");
    assertThat(python.run(script, List.of(exports))).contains("saved " + exports);
    assertThat(new TensorFlowBackend().readKeras(exports.resolve("generator.keras")).network())
        .isEqualTo(ModelZoo.load("fashion-mlp").generator());
  }

  @Test
  void kerasBuildsEveryPresetFromItsJson() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String preset : ModelZoo.names()) {
      Sequential generator = ModelZoo.load(preset).generator();
      Path file = folder.resolve(preset + ".json");
      files.add(Files.writeString(file, KerasJson.write(generator, KerasVersion.KERAS_3)));
    }
    String printed = python.run("read_keras_json.py", files);
    for (String preset : ModelZoo.names()) {
      long parameters = ModelZoo.load(preset).generator().parameterCount();
      assertThat(printed).contains(preset + ".json Sequential " + parameters);
    }
  }
}
