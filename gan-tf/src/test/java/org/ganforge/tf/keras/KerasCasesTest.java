package org.ganforge.tf.keras;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.ganforge.KerasModel;
import org.ganforge.KerasVersion;
import org.ganforge.LeftOut;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.ganforge.tf.graph.ServingGraph;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.session.Weights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from real Keras, made by {@code src/test/python/keras_cases.py}. */
class KerasCasesTest {
  private static final long MEBIBYTE = 1 << 20;

  @TempDir private static Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    try (InputStream cases =
            requireNonNull(KerasCasesTest.class.getResourceAsStream("/keras-cases.zip"));
        ZipInputStream zip = new ZipInputStream(cases)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(requireNonNull(file.getParent()));
        Files.copy(zip, file);
      }
    }
    Files.copy(folder.resolve("older.h5"), folder.resolve("lonely.h5"));
    Files.copy(folder.resolve("silu.h5"), folder.resolve("whole.h5"));
    Files.writeString(folder.resolve("whole.json"), "{\"of\": \"something else\"}");
  }

  private static float[] numbers(JsonNode array) {
    float[] numbers = new float[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).floatValue();
    }
    return numbers;
  }

  private static float[] output(KerasModel model, FloatTensor input) {
    ServingGraph graph =
        ServingGraph.compile(
            model.network(), KerasVersion.KERAS_3, List.of("input"), List.of("output"));
    try (GraphSession<ServingGraph> session = new GraphSession<>(graph, SessionSettings.of())) {
      new Weights(session).set(model.namedWeights());
      return session.fetch(List.of(), graph.output(), Map.of(graph.input(), input)).toArray();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leaky_layer.keras",
        "leaky_layer.h5",
        "leaky_name.keras",
        "leaky_name.h5",
        "leaky_activation.keras",
        "leaky_activation.h5",
        "silu.keras",
        "silu.h5",
        "regularizer.keras",
        "regularizer.h5",
        "constraint.keras",
        "constraint.h5",
        "initializer.keras",
        "initializer.h5",
        "synchronized.keras",
        "synchronized.h5",
        "frozen.keras",
        "frozen.h5",
        "chain.keras",
        "chain.h5",
        "wrapped.keras",
        "wrapped.h5",
        "graph.keras",
        "graph.h5",
        "mixed_float16.keras",
        "mixed_float16.h5",
        "mixed_bfloat16.keras",
        "mixed_bfloat16.h5",
        "float16.keras",
        "float16.h5",
        "float64.keras",
        "float64.h5",
        "split_lists.h5",
        "beside.json",
        "beside.weights.h5",
        "older.json",
        "older.h5",
        "hostile/checksum.h5"
      })
  void givesTheOutputsOfKeras(String file) throws IOException {
    JsonNode expected = new JsonMapper().readTree(folder.resolve("expected.json").toFile());
    FloatTensor input = FloatTensor.wrap(TensorShape.of(2, 3), numbers(expected.get("input")));
    String known =
        file.replace("beside.weights.h5", "beside.json").replace("older.h5", "older.json");

    assertThat(output(KerasFile.read(folder.resolve(file)), input))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(numbers(expected.get("outputs").get(known)));
  }

  @Test
  void readsAWholeModelWhateverIsBesideIt() {
    Path silu = folder.resolve("silu.h5");
    assertThat(KerasFile.read(folder.resolve("whole.h5")).network())
        .isEqualTo(KerasFile.read(silu).network());
  }

  @ParameterizedTest
  @ValueSource(strings = {"frozen.keras", "frozen.h5"})
  void keepsFrozenLayersFrozen(String file) {
    Network network = KerasFile.read(folder.resolve(file)).network();
    assertThat(network.weights(network.inputShape())).hasSize(8).noneMatch(WeightSpec::trainable);
  }

  private static LeftOut ofTraining(String option, String found) {
    return new LeftOut("first", option, found, true);
  }

  @Test
  void saysWhatWasLeftOut() {
    assertThat(leftOut("regularizer.keras"))
        .containsExactly(ofTraining("kernel_regularizer", "L2 {\"l2\": 0.0001}"));
    assertThat(leftOut("constraint.h5"))
        .containsExactly(
            ofTraining("kernel_constraint", "MaxNorm {\"max_value\": 2, \"axis\": 0}"));
    assertThat(leftOut("initializer.keras"))
        .containsExactly(ofTraining("kernel_initializer", "LecunNormal"));
    assertThat(leftOut("synchronized.h5")).isEmpty();
    assertThat(leftOut("mixed_float16.keras"))
        .hasSize(4)
        .contains(new LeftOut("norm", "dtype", "mixed_float16", false));
    assertThat(leftOut("silu.keras")).isEmpty();
  }

  private static List<LeftOut> leftOut(String file) {
    return KerasFile.read(folder.resolve(file)).leftOut();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "custom_layer.keras|config.json $.config.layers[1]: expected a built-in Keras class but"
            + " found other>Dense; only its Python code says what it computes: build the model from"
            + " Keras' classes",
        "custom_layer.h5|$.config.layers[1]: expected a built-in Keras class but found other>Dense;"
            + " only its Python code says what it computes: build the model from Keras' classes",
        "custom_network.keras|config.json $: expected a built-in Keras class but found"
            + " other>Sequential; only its Python code says what it computes: build the model from"
            + " Keras' classes",
        "bfloat16.h5|$.config.layers[1].config.dtype: expected float32, float64, float16 or a mixed"
            + " precision but found bfloat16; build the model in float32, give it these weights and"
            + " save it",
        "alone.json|: expected its weights beside it, alone.weights.h5, but found no such file;"
            + " save them there with model.save_weights",
        "shards.weights.json|: expected a model but found the list of weights in shards; save the"
            + " weights in one file, without max_shard_size",
        "lonely.h5|HDF5 file: expected a whole model, with model_config and model_weights but found"
            + " neither or one of them; save the model with model.save, or put its JSON beside the"
            + " weights, model.json beside model.weights.h5",
        "hostile/virtual.h5|HDF5 file: expected a whole one but found an array whose numbers are in"
            + " other files (virtual storage is not supported); save the model in Keras again",
        "hostile/external_storage.h5|HDF5 file: expected a whole one but found an array whose"
            + " numbers are in other files (encountered external data files message, this is not"
            + " supported by jhdf); save the model in Keras again",
        "hostile/external_link.h5|/model_weights/first/generator/first/kernel: expected a group or"
            + " an array but found a link to another place or file; save the model in Keras again",
        "hostile/soft_link.h5|/model_weights/first/generator/first/kernel: expected a group or"
            + " an array but found a link to another place or file; save the model in Keras again",
        "hostile/link_group.h5|/model_weights/last: expected a group or an array but found a link"
            + " to another place or file; save the model in Keras again",
        "hostile/empty_chunks.h5|weight first/kernel: expected 60 bytes of numbers in the file but"
            + " found 0; save the model in Keras again",
        "hostile/never_written.h5|weight first/kernel: expected numbers but found an array that"
            + " was never written; save the model in Keras again",
        "hostile/missing_chunk.h5|weight first/kernel: expected all chunks of its numbers in the"
            + " file but found one missing; save the model in Keras again",
        "hostile/wrong_checksum.h5|weight first/kernel: expected numbers that match their"
            + " Fletcher32 checksum but found others; save the model in Keras again",
        "hostile/no_layers.h5|/model_weights/: expected the list layer_names but found none; save"
            + " the model in Keras again",
        "hostile/no_list.h5|/model_weights/first/: expected the list weight_names but found none;"
            + " save the model in Keras again"
      })
  void refusesByName(String file, String problem) {
    Path path = folder.resolve(file);
    assertThatThrownBy(() -> KerasFile.read(path))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(path + (problem.startsWith(":") ? "" : " ") + problem);
  }

  /**
   * A damaged length must not cause a large allocation; eight bytes in an 18 kB file once cost 1.3
   * GB.
   */
  @Test
  void aDamagedFileCostsNoMoreMemoryThanAWholeOne() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("silu.h5"));
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Path damaged = folder.resolve("damaged.h5");
    for (int seed = 800; seed < 1000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = whole.clone();
      for (int i = 0; i < 8; i++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(damaged, bytes);
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        KerasFile.read(damaged);
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).startsWith(damaged.toString()).doesNotContain("\n");
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("bytes of memory for seed %d", seed)
          .isLessThan(64 * MEBIBYTE);
    }
  }
}
