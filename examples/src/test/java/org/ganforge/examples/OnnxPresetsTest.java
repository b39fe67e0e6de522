package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.ganforge.GanTrainer;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.NpyFile;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both networks of every preset, at full size and before training, in ONNX Runtime. */
@Tag("slow")
class OnnxPresetsTest {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  @TempDir private Path folder;

  static List<String> presets() {
    return ModelZoo.names();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void onnxRuntimeGivesTheOutputsOfThePreset(String preset) throws OrtException {
    TensorFlowOptions options = TensorFlowOptions.of().withProductForms();
    try (GanTrainer trainer = TensorFlowBackend.of(options).open(ModelZoo.load(preset))) {
      trainer.export(Export.of(NetworkRole.values()).withFormats(ExportFormat.ONNX), folder);
    }
    for (NetworkRole role : NetworkRole.values()) {
      assertRuns(folder.resolve(role.toString()));
    }
  }

  private static void assertRuns(Path place) throws OrtException {
    Path check = place.resolve("check");
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      String model = place.resolve("model.onnx").toString();
      try (OrtSession session = ENVIRONMENT.createSession(model, options)) {
        for (String name : session.getInputNames()) {
          Path only = check.resolve("input.npy");
          Path file = Files.exists(only) ? only : check.resolve(name + ".npy");
          inputs.put(name, tensor(NpyFile.read(file)));
        }
        try (OrtSession.Result result = session.run(inputs)) {
          for (Map.Entry<String, OnnxValue> output : result) {
            Path own = check.resolve(output.getKey() + ".npy");
            Path file = Files.exists(own) ? own : check.resolve("output.npy");
            assertClose((OnnxTensor) output.getValue(), NpyFile.read(file));
          }
        }
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(FloatTensor values) throws OrtException {
    long[] shape = values.shape().dims().stream().mapToLong(Integer::longValue).toArray();
    return OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(values.toArray()), shape);
  }

  private static void assertClose(OnnxTensor output, FloatTensor expected) {
    FloatBuffer values = output.getFloatBuffer();
    assertThat(values.remaining()).isEqualTo(expected.shape().size());
    for (int i = 0; i < expected.shape().size(); i++) {
      double number = expected.get(i);
      assertThat((double) values.get(i))
          .isCloseTo(number, Offset.offset(1e-5 * (1 + Math.abs(number))));
    }
  }
}
