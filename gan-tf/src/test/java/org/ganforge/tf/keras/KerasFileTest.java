package org.ganforge.tf.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ganforge.KerasModel;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.keras.KerasJson;
import org.ganforge.json.keras.KerasNetwork;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module examples tests with real Keras that Keras reads these files. */
class KerasFileTest {
  @TempDir private Path folder;

  private static KerasModel model() {
    Sequential inner =
        Sequential.builder("inner").input(18).add(BatchNormalization.of()).add(Dense.of(3)).build();
    Sequential network =
        Sequential.builder("network")
            .input(6, 6, 2)
            .add(Conv2D.of(4, 3))
            .add(LeakyReLU.of(0.2))
            .add(Conv2D.of(2, 2).withName("second"))
            .add(Dropout.of(0.4))
            .add(Flatten.of())
            .add(inner)
            .add(Dense.of(1))
            .build();
    return random(network);
  }

  private static KerasModel random(Sequential network) {
    Random random = new Random(7);
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (WeightSpec weight : network.weights(network.inputShape())) {
      float[] values = new float[weight.shape().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat();
      }
      weights.put(weight.name(), FloatTensor.wrap(weight.shape(), values));
    }
    return new KerasModel(network, weights, List.of());
  }

  private Path written(String ending) throws IOException {
    Path file = folder.resolve("model" + ending);
    if (ending.equals(".h5")) {
      KerasFile.writeH5(model(), file);
    } else {
      KerasFile.writeKeras(model(), file);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {".keras", ".h5"})
  void readsBackWhatItWrote(String ending) throws IOException {
    assertThat(KerasFile.read(written(ending))).isEqualTo(model());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".keras", ".h5"})
  void writesTheSameBytesForTheSameModel(String ending) throws IOException {
    byte[] first = Files.readAllBytes(written(ending));
    assertThat(Files.readAllBytes(written(ending))).isEqualTo(first);
  }

  /** The HDF5 library would write an unreadable file. */
  @Test
  void refusesANameThatIsTooLongForH5() throws IOException {
    String longest = "n".repeat(254);
    Path h5 = folder.resolve("long.h5");
    KerasModel fits =
        random(Sequential.builder("net").input(2).add(Dense.of(1).withName(longest)).build());
    KerasFile.writeH5(fits, h5);
    assertThat(KerasFile.read(h5)).isEqualTo(fits);

    KerasModel model =
        random(Sequential.builder("net").input(2).add(Dense.of(1).withName(longest + "n")).build());
    assertThatThrownBy(() -> KerasFile.writeH5(model, h5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "name of 255 characters: expected at most 254 bytes, for a .h5 file, but found nnn")
        .hasMessageEndingWith("; shorten it, or choose another format");
    Path keras = folder.resolve("long.keras");
    KerasFile.writeKeras(model, keras);
    assertThat(KerasFile.read(keras)).isEqualTo(model);
  }

  /** Each layer of a frozen network is frozen, as in Keras. */
  @ParameterizedTest
  @ValueSource(strings = {".keras", ".h5"})
  void keepsTheWeightsOfAFrozenNetworkInTheirPlaces(String ending) throws IOException {
    Sequential inner =
        Sequential.builder("inner")
            .input(3)
            .add(BatchNormalization.of())
            .add(BatchNormalization.of())
            .build()
            .withTrainable(false);
    KerasModel model = random(Sequential.builder("outer").input(3).add(inner).build());
    Path file = folder.resolve("frozen" + ending);
    if (ending.equals(".h5")) {
      KerasFile.writeH5(model, file);
    } else {
      KerasFile.writeKeras(model, file);
    }
    KerasModel read = KerasFile.read(file);
    assertThat(read.weights()).isEqualTo(model.weights());
    assertThat(read.network().weights(read.network().inputShape()))
        .noneMatch(WeightSpec::trainable);
  }

  /** Linux's device that is always full. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsReportedAsOne() {
    assertThatThrownBy(() -> KerasFile.writeH5(model(), Path.of("/dev/full")))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }

  /**
   * The library loses whatever follows the last array, so networks must be able to end in any
   * layer.
   */
  @Test
  void keepsNetworksThatEndInLayersWithoutWeights() throws IOException {
    for (int dropouts = 0; dropouts < 12; dropouts++) {
      Sequential.Builder network = Sequential.builder("network").input(3).add(Dense.of(2));
      for (int i = 0; i < dropouts; i++) {
        network.add(Dropout.of(0.1)).add(LeakyReLU.of(0.1));
      }
      KerasModel model = random(network.build());
      Path keras = folder.resolve("some.keras");
      Path h5 = folder.resolve("some.h5");
      KerasFile.writeKeras(model, keras);
      KerasFile.writeH5(model, h5);
      assertThat(KerasFile.read(keras)).isEqualTo(model);
      assertThat(KerasFile.read(h5)).isEqualTo(model);
    }
  }

  /**
   * Returns the model in a file with these bytes, or the one-line message why it cannot be read.
   */
  private Object outcome(byte[] bytes, String ending) throws IOException {
    Path damaged = Files.write(folder.resolve("damaged" + ending), bytes);
    try {
      return KerasFile.read(damaged);
    } catch (InvalidInputException e) {
      assertThat(e.getMessage()).startsWith(damaged.toString()).doesNotContain("\n");
      return String.valueOf(e.getMessage());
    }
  }

  /** The end of an .h5 file is not part of the model. */
  @ParameterizedTest
  @ValueSource(strings = {".keras", ".h5"})
  void refusesAFileThatIsCutOffUnlessAllOfTheModelIsLeft(String ending) throws IOException {
    byte[] whole = Files.readAllBytes(written(ending));
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      Object outcome = outcome(Arrays.copyOf(whole, random.nextInt(whole.length)), ending);
      assertThat(outcome instanceof String || outcome.equals(model())).isTrue();
      refused += outcome instanceof String ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(280);
  }

  private static byte[] flipped(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
    return bytes;
  }

  /** Checksums cover everything that is read. */
  @Test
  void neverReadsAChangedKerasFileAsSomethingElse() throws IOException {
    byte[] whole = Files.readAllBytes(written(".keras"));
    Random random = new Random(12);
    for (int i = 0; i < 300; i++) {
      Object outcome = outcome(flipped(whole, random), ".keras");
      assertThat(outcome instanceof String || outcome.equals(model())).isTrue();
    }
  }

  /** It has no checksums, so a changed number goes unnoticed, but nothing worse may happen. */
  @Test
  void refusesAChangedH5FileInOneLineOrReadsAModel() throws IOException {
    byte[] whole = Files.readAllBytes(written(".h5"));
    Random random = new Random(13);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      Object outcome = outcome(flipped(whole, random), ".h5");
      refused += outcome instanceof String ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(30);
  }

  /** Only exceptions from the library mean a damaged file. */
  @Test
  void ourOwnMistakeIsNotReportedAsADamagedFile() throws IOException {
    byte[] file = Files.readAllBytes(written(".h5"));
    IllegalStateException mistake = new IllegalStateException("a mistake");
    assertThatThrownBy(
            () ->
                HdfNode.read(
                    file,
                    root -> {
                      throw mistake;
                    }))
        .isSameAs(mistake);
  }

  private void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> KerasFile.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + problem);
  }

  @Test
  void refusesWhatIsNotAModel() throws IOException {
    assertRefused(
        folder.resolve("none.keras"),
        ": expected a file saved by Keras but found no such file; check the path");
    assertRefused(folder, ": expected a file saved by Keras but found a folder; check the path");
    assertRefused(
        Files.writeString(folder.resolve("text.keras"), "hello"),
        ": expected a .keras or .h5 file saved by Keras, or a model's JSON but found"
            + " something else;"
            + " save the model with model.save(\"model.keras\")");
  }

  private Path zip(String... entries) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Stream.of(entries).forEach(entry -> texts.put(entry, "{}"));
    return zip(texts);
  }

  private Path zip(Map<String, String> entries) throws IOException {
    Path file = folder.resolve("made.keras");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }

  @Test
  void looksUpOnlyItsOwnNamesAndUnpacksNothing() throws IOException {
    assertRefused(
        zip("../config.json", "/model.weights.h5"),
        " zip file: expected config.json in it but found none; save the model in Keras again");
    assertThat(folder.resolve("../config.json")).doesNotExist();
    assertRefused(
        zip("config.json"),
        " config.json $.class_name: expected \"Sequential\" or \"Functional\" but found nothing;"
            + " rebuild the model as a keras.Sequential");
  }

  @Test
  void refusesWeightsInOtherForms() throws IOException {
    String config = KerasJson.write(model().network(), KerasVersion.KERAS_3);
    assertRefused(
        zip(Map.of("config.json", config, "model.weights.json", "{}")),
        " zip file: expected model.weights.h5 in it but found model.weights.json, weights in"
            + " shards; save the model with model.save alone");
    assertRefused(
        zip(Map.of("config.json", config, "model.weights.npz", "PK")),
        " zip file: expected model.weights.h5 in it but found model.weights.npz;"
            + " save the model with model.save alone");
  }

  /** Nine million spaces really compress to about nine thousand bytes. */
  @Test
  void refusesAZipThatUnpacksIntoFarMoreThanItShould() throws IOException {
    assertRefused(
        zip(Map.of("config.json", " ".repeat(9_000_000))),
        " config.json: expected at most 8388608 bytes and a plausible compression ratio, but"
            + " found 9000000 bytes; save the model in Keras again");
    String config = KerasJson.write(model().network(), KerasVersion.KERAS_3);
    assertRefused(
        zip(Map.of("config.json", config, "model.weights.h5", " ".repeat(20_000_000))),
        " model.weights.h5: expected at most 16781104 bytes and a plausible compression ratio,"
            + " but found 20000000 bytes; save the model in Keras again");
  }

  @ParameterizedTest
  @ValueSource(strings = {".keras", ".h5"})
  void refusesWeightsThatAreNotFinite(String ending) throws IOException {
    KerasModel model = model();
    Map<String, FloatTensor> weights = new LinkedHashMap<>(model.weights());
    weights.put("dense/bias", FloatTensor.of(TensorShape.of(1), Float.NaN));
    Path file = folder.resolve("diverged" + ending);
    KerasModel diverged = new KerasModel(model.network(), weights, List.of());
    if (ending.equals(".h5")) {
      KerasFile.writeH5(diverged, file);
    } else {
      KerasFile.writeKeras(diverged, file);
    }
    assertRefused(
        file,
        " weight dense/bias: expected finite numbers but found NaN; the training had diverged"
            + " when the model was saved: use an earlier one");
  }

  @Test
  void refusesWeightsOfAnotherShape() throws IOException {
    KerasModel model = model();
    Sequential wider =
        Sequential.of(
            "network",
            model.network().inputShape(),
            Stream.concat(model.network().layers().stream().limit(6), Stream.of(Dense.of(2)))
                .toList());
    Path weights = folder.resolve("weights.h5");
    KerasWeightsFile.write(model, weights);
    byte[] bytes = Files.readAllBytes(weights);
    KerasNetwork description = new KerasNetwork(wider, List.of(), Map.of());
    assertThatThrownBy(() -> HdfNode.read(bytes, file -> KerasWeightsFile.read(description, file)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "weight dense/kernel: expected an array of shape [3, 2] but found [3, 1];"
                + " save the model in Keras again");
  }

  @Test
  void refusesADescriptionTooLargeForH5() {
    Sequential.Builder network = Sequential.builder("deep").input(2);
    for (int i = 0; i < 800; i++) {
      network.add(LeakyReLU.of(0.2));
    }
    KerasModel model = random(network.add(Dense.of(1)).build());
    assertThatThrownBy(() -> KerasFile.writeH5(model, folder.resolve("deep.h5")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "network deep as h5: expected a description of at most 60000 bytes but found \\d+;"
                + " export it as keras, which has no such limit");
  }
}
