package org.ganforge.examples.serve;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.ganforge.GanTrainer;
import org.ganforge.examples.TinySpec;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.GanJson;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.TensorFlowBackend;
import org.ganforge.tf.TensorFlowOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of {@code examples/web} draws in a real browser, without a server; skipped with a
 * message where there is no browser, no Node or no package registry.
 */
@Tag("slow")
class OnnxPageTest {
  private static final Path BUILD =
      Path.of(System.getProperty("project.root", ".."), "examples", "web", "build.mjs");
  private static final int COUNT = 16;
  private static final int LENGTH = 8;

  @TempDir Path directory;

  @Test
  void drawsTheImagesOfTheLiveGenerator() throws IOException, InterruptedException {
    Browser browser = Browser.require();
    requireNode();
    FloatTensor first = export(1);
    URI page = build();

    browser.open(page);
    browser.await("images", () -> browser.text("#status").startsWith(COUNT + " images in "));
    assertThat(browser.text("h1")).isEqualTo("tiny, drawn in your browser");
    assertThat(browser.text("#license")).isEqualTo("Licence of the model: not stated.");
    assertThat(browser.text("#notices summary")).isEqualTo("Licence of ONNX Runtime");
    assertShows(browser, first);
    assertThat(browser.accessibilityProblems()).isEmpty();
    browser.find("#draw").click();
    browser.await(
        "seed 2", () -> browser.number("return +document.getElementById('seed').value") == 2);
    assertThat(browser.problems(page)).isEmpty();
  }

  /** The noise of the page's seed: uniform, by mulberry32. */
  private static FloatTensor noise(int seed) {
    float[] values = new float[COUNT * LENGTH];
    int state = seed;
    for (int i = 0; i < values.length; i++) {
      state += 0x6d2b79f5;
      int x = (state ^ (state >>> 15)) * (state | 1);
      x ^= x + (x ^ (x >>> 7)) * (x | 61);
      values[i] = (float) (-1 + 2 * (Integer.toUnsignedLong(x ^ (x >>> 14)) / 0x1p32));
    }
    return FloatTensor.wrap(TensorShape.of(COUNT, LENGTH), values);
  }

  /** Exports a generator, and returns its images for the noise of a seed of the page. */
  private FloatTensor export(int seed) {
    String spec =
        TinySpec.JSON.replace("\"name\": \"tiny\",", "\"name\": \"tiny\", \"noise\": \"uniform\",");
    TensorFlowOptions options = TensorFlowOptions.of().withProductForms();
    try (GanTrainer trainer = TensorFlowBackend.of(options).open(GanJson.read(spec))) {
      trainer.export(Export.of(NetworkRole.GENERATOR).withFormats(ExportFormat.ONNX), directory);
      return trainer.generate(noise(seed));
    }
  }

  private static void assertShows(Browser browser, FloatTensor images) {
    for (int i : new int[] {0, COUNT - 1}) {
      Object found =
          browser.ask(
              """
              const canvas = document.querySelectorAll('canvas')[arguments[0]];
              return Array.from(canvas.getContext('2d').getImageData(0, 0, 28, 28).data);
              """,
              i);
      assertThat(found).isInstanceOf(List.class);
      List<?> bytes = (List<?>) requireNonNull(found);
      FloatTensor image = images.example(i);
      for (int pixel = 0; pixel < 28 * 28; pixel++) {
        assertThat(((Number) bytes.get(4 * pixel)).doubleValue())
            .isCloseTo(255 * (image.get(pixel) + 1) / 2, Offset.offset(0.6));
      }
    }
  }

  private static void requireNode() {
    for (String program : List.of("node", "npm")) {
      boolean isThere =
          Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      if (!isThere) {
        skip("no " + program + "; put it on the PATH");
      }
    }
  }

  private static void skip(String reason) {
    String skipped = "SKIPPED: " + reason;
    System.err.println(skipped);
    Assumptions.abort(skipped);
  }

  private URI build() throws IOException, InterruptedException {
    Path page = directory.resolve("draw.html");
    Path log = directory.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                "node",
                BUILD.toString(),
                directory.resolve("generator").toString(),
                page.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    String printed = Files.readString(log);
    if (printed.contains("but npm could not fetch it")) {
      skip(printed);
    }
    assertThat(process.exitValue()).as(printed).isZero();
    return page.toUri();
  }
}
