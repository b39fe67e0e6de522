package org.ganforge.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.export.Export;
import org.ganforge.export.ExportFormat;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.GanJson;
import org.ganforge.tf.TensorFlowBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmarks in Python time the same networks and the same step as GanForge; skipped with a
 * message if Python, PyTorch or JAX is missing.
 */
class PythonBenchTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."), "examples");
  private static final Path SPEC = ROOT.resolve("src/test/python/every_layer.json");
  private static final Path CHECK = Path.of("--check");

  /** Two networks with two kinds of weights each, three steps, and both networks' changes. */
  private static final int COMPARISONS = 9;

  @TempDir private static Path folder;
  private static @Nullable Python started;

  @BeforeAll
  static void exportNetworks() {
    started = Python.requireUntouched();
    Gan gan = GanJson.read(SPEC);
    try (GanTrainer trainer = TensorFlowBackend.of().open(gan)) {
      // Moving averages that are still 0 and 1 would hide a mix-up.
      trainer.updateGenerator(trainer.noise(8, 1));
      trainer.updateDiscriminator(null, trainer.noise(8, 2));
      trainer.export(Export.of(NetworkRole.values()).withFormats(ExportFormat.KERAS), folder);
    }
  }

  @AfterAll
  static void endPython() {
    if (started != null) {
      started.close();
    }
  }

  private static Python python() {
    return requireNonNull(started);
  }

  private static Path script(String library) {
    return ROOT.resolve("python").resolve("bench_" + library + ".py");
  }

  private static void checkAgainstKeras(String library) {
    python().requireModule(library);
    String printed = python().run(script(library), List.of(CHECK, folder));
    assertThat(printed.lines().filter(line -> line.contains("Keras' to"))).hasSize(COMPARISONS);
  }

  /** Times one step after the warm-up, in batches of 4; only JAX has no argument for threads. */
  private static String time(String library, String... more) {
    python().requireModule(library);
    List<Path> words =
        Stream.concat(Stream.of(SPEC.toString(), "4", "1"), Arrays.stream(more))
            .map(Path::of)
            .toList();
    return python().run(script(library), words);
  }

  @Test
  void kerasComputesTheSameAsItsExportAndGanForge() {
    String printed = python().run(script("keras"), List.of(CHECK, folder));
    assertThat(printed.lines().filter(line -> line.contains("equal Keras' to"))).hasSize(4);
  }

  @Test
  void pyTorchComputesAndTrainsLikeKeras() {
    checkAgainstKeras("torch");
  }

  @Test
  void jaxComputesAndTrainsLikeKeras() {
    checkAgainstKeras("jax");
  }

  @Test
  void everyBenchmarkTimesTheStepOfASpec() {
    assertThat(time("keras", "0", "float32")).contains("every-layer keras ", " ms");
    assertThat(time("keras", "0", "bfloat16")).contains("bfloat16 batch 4: median ");
    assertThat(time("torch", "0", "channels_last")).contains("every-layer torch ", " ms");
    assertThat(time("torch", "0", "bfloat16")).contains("bfloat16 batch 4: median ");
    assertThat(time("jax", "float32")).contains("every-layer jax ", " ms");
    assertThat(time("jax", "bfloat16")).contains("bfloat16 batch 4: median ");
  }

  @Test
  void refusesAnUnknownActivationInOneLine() throws IOException {
    String spec = Files.readString(SPEC).replace("\"gelu\"", "\"mish\"");
    Path unknown = Files.writeString(folder.resolve("unknown.json"), spec);
    assertThat(python().fail(script("keras"), List.of(unknown)).lines())
        .singleElement()
        .asString()
        .startsWith("bench_keras.py: generator.layers[6].layers[2].activation: expected one of")
        .endsWith("but found \"mish\"");
  }
}
