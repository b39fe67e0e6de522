package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.FloatTensor;
import org.ganforge.run.Generator;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Draws the same images with {@link Generator} and with ONNX Runtime, and prints how long each
 * takes, for the table in {@code docs/export.md}.
 */
@Tag("slow")
class ServingTimesTest {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();
  private static final int WARM_UP = 5;
  private static final int REPEATS = 21;

  @TempDir private Path folder;

  /** Turns noise into images. */
  @FunctionalInterface
  private interface Drawing {
    FloatTensor of(FloatTensor noise) throws OrtException;
  }

  @Test
  void bothDrawTheSameImages() throws OrtException {
    for (String model : new String[] {"mnist-dcgan", "fashion-mlp"}) {
      Gan gan = ModelZoo.load(model);
      Path place = folder.resolve(model);
      try (GanTrainer trainer = TensorFlowBackend.of().open(gan)) {
        trainer.export(
            Export.of(NetworkRole.GENERATOR)
                .withFormats(ExportFormat.SAVED_MODEL, ExportFormat.ONNX),
            place);
      }
      try (Generator generator = Generator.load(place);
          OrtSession.SessionOptions options = new OrtSession.SessionOptions();
          OrtSession session =
              ENVIRONMENT.createSession(
                  place.resolve("generator/model.onnx").toString(), options)) {
        Drawing ours = generator::generate;
        Drawing onnx = noise -> drawn(session, noise, gan);
        for (int count : new int[] {1, 64}) {
          compare(model, ours, onnx, generator.noise(count, 7));
        }
      }
    }
  }

  private static FloatTensor drawn(OrtSession session, FloatTensor noise, Gan gan)
      throws OrtException {
    long[] shape = {noise.count(), gan.noiseLength()};
    try (OnnxTensor input =
            OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(noise.toArray()), shape);
        OrtSession.Result result = session.run(Map.of("noise", input))) {
      FloatBuffer images = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[images.remaining()];
      images.get(values);
      return FloatTensor.wrap(gan.generator().outputShape().times(noise.count()), values);
    }
  }

  /** The two take turns, so that other programs on the machine disturb both alike. */
  private static void compare(String model, Drawing ours, Drawing onnx, FloatTensor noise)
      throws OrtException {
    double[][] times = new double[2][REPEATS];
    for (int i = -WARM_UP; i < REPEATS; i++) {
      long start = System.nanoTime();
      FloatTensor first = ours.of(noise);
      long middle = System.nanoTime();
      FloatTensor second = onnx.of(noise);
      long end = System.nanoTime();
      if (i < 0) {
        assertThat(second.toArray()).containsExactly(first.toArray(), within(1e-5f));
      } else {
        times[0][i] = (middle - start) / 1e6;
        times[1][i] = (end - middle) / 1e6;
      }
    }
    for (double[] engine : times) {
      Arrays.sort(engine);
    }
    System.out.printf(
        Locale.ROOT,
        "%s, %d images: Generator %.2f ms (fastest %.2f), ONNX Runtime %.2f ms (fastest %.2f)%n",
        model,
        noise.count(),
        times[0][REPEATS / 2],
        times[0][0],
        times[1][REPEATS / 2],
        times[1][0]);
  }
}
