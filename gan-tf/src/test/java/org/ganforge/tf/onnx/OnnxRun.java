package org.ganforge.tf.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.KerasModel;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/** A model in ONNX Runtime. */
public final class OnnxRun implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final OrtSession session;

  private OnnxRun(OrtSession session) {
    this.session = session;
  }

  /** Opens a file. */
  public static OnnxRun open(Path file) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      return new OnnxRun(ENVIRONMENT.createSession(file.toString(), options));
    } catch (OrtException e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    }
  }

  /** Writes a network with one input and one output, and runs it on a batch. */
  public static FloatTensor of(KerasModel model, FloatTensor batch) {
    try {
      Path file = Files.createTempFile("ganforge", ".onnx");
      try {
        OnnxModel.write(model, List.of("x"), List.of("y"), "test", file);
        try (OnnxRun run = open(file)) {
          return run.call(Map.of("x", batch)).get(0);
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the outputs in order. */
  public List<FloatTensor> call(Map<String, FloatTensor> batches) {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (Map.Entry<String, FloatTensor> batch : batches.entrySet()) {
        inputs.put(batch.getKey(), tensor(batch.getValue()));
      }
      List<FloatTensor> outputs = new ArrayList<>();
      try (OrtSession.Result result = session.run(inputs)) {
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.add(values((OnnxTensor) output.getValue()));
        }
      }
      return outputs;
    } catch (OrtException e) {
      throw new AssertionError(e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(FloatTensor values) throws OrtException {
    long[] shape = values.shape().dims().stream().mapToLong(Integer::longValue).toArray();
    return OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(values.toArray()), shape);
  }

  private static FloatTensor values(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    int[] shape = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    return FloatTensor.wrap(TensorShape.of(shape), values);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
