package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.assertj.core.data.Offset;
import org.ganforge.GanTrainer;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.GanJson;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in {@code docs/export.md} works exactly as shown, with no library but one. */
class OnnxProgramTest {
  private static final Path PAGE = Path.of("..", "docs", "export.md");
  private static final Pattern PROGRAM =
      Pattern.compile("```java\n([^`]*public class Draw .*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void drawsWithoutTensorFlow() throws IOException, InterruptedException, URISyntaxException {
    String program = program();
    assertThat(program.lines().filter(line -> !line.startsWith("import") && !line.isBlank()))
        .hasSizeLessThanOrEqualTo(20);
    FloatTensor expected = export();
    run(program);

    BufferedImage picture = ImageIO.read(directory.resolve("digit.png").toFile());
    for (int i = 0; i < 28 * 28; i++) {
      assertThat((double) picture.getRaster().getSample(i % 28, i / 28, 0))
          .isCloseTo(255.0 * expected.get(i), Offset.offset(1.01)); // the program rounds down
    }
  }

  private static String program() throws IOException {
    Matcher found = PROGRAM.matcher(Files.readString(PAGE));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  /** Exports a small generator of the same shapes, and returns the image of the program's noise. */
  private FloatTensor export() {
    String spec =
        TinySpec.JSON
            .replace("\"input_shape\": [8]", "\"input_shape\": [100]")
            .replace("tanh", "sigmoid");
    Random random = new Random(7);
    float[] noise = new float[100];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = 2 * random.nextFloat() - 1;
    }
    TensorFlowOptions options = TensorFlowOptions.of().withProductForms();
    try (GanTrainer trainer = TensorFlowBackend.of(options).open(GanJson.read(spec))) {
      trainer.export(Export.of(NetworkRole.GENERATOR).withFormats(ExportFormat.ONNX), directory);
      return trainer.generate(FloatTensor.wrap(TensorShape.of(1, 100), noise));
    }
  }

  private void run(String program) throws IOException, InterruptedException, URISyntaxException {
    Path runtime =
        Path.of(OrtEnvironment.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path source = Files.writeString(directory.resolve("Draw.java"), program);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", runtime.toString(), source.toString());
    assertThat(compiled).isZero();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path log = directory.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                directory + File.pathSeparator + runtime,
                "Draw")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }
}
