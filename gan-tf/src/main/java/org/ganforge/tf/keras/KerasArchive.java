package org.ganforge.tf.keras;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.ganforge.KerasModel;
import org.ganforge.KerasVersion;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.keras.KerasJson;
import org.ganforge.json.keras.KerasNetwork;
import org.ganforge.layer.Network;

/**
 * Keras 3's file, {@code .keras}: a zip of {@code metadata.json}, {@code config.json} and {@code
 * model.weights.h5}. Only these names are looked up, and nothing is unpacked to a path chosen by
 * the file.
 */
final class KerasArchive {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final String AGAIN = "save the model in Keras again";

  /** Enough for a network with thousands of layers. */
  private static final long MOST_CONFIG = 8L << 20;

  private KerasArchive() {}

  static void write(KerasModel model, Path keras) throws IOException {
    Path weights = keras.resolveSibling(WEIGHTS);
    try {
      KerasWeightsFile.write(model, weights);
      try (OutputStream file = Files.newOutputStream(keras);
          ZipOutputStream zip = new ZipOutputStream(file)) {
        put(zip, "metadata.json", "{\"keras_version\": \"3.0.0\", \"date_saved\": \"\"}");
        put(zip, CONFIG, KerasJson.write(model.network(), KerasVersion.KERAS_3));
        zip.putNextEntry(entry(WEIGHTS));
        Files.copy(weights, zip);
        zip.closeEntry();
      }
    } finally {
      Files.deleteIfExists(weights);
    }
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(entry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /** Uses a fixed time, so that the same network gives the same bytes. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
    return entry;
  }

  static KerasModel read(Path keras) throws IOException {
    try (ZipFile zip = new ZipFile(keras.toFile())) {
      String config = new String(bytes(zip, CONFIG, MOST_CONFIG), StandardCharsets.UTF_8);
      KerasNetwork network = config(config);
      refuseOtherWeights(zip);
      byte[] weights = bytes(zip, WEIGHTS, mostWeights(network.network()));
      return HdfNode.read(weights, file -> KerasWeightsFile.read(network, file));
    } catch (ZipException | EOFException e) {
      throw new InvalidInputException(
          "zip file", "one that can be read", String.valueOf(e.getMessage()), AGAIN);
    }
  }

  /** Keras has two other formats for weights, which are rarely used. */
  private static void refuseOtherWeights(ZipFile zip) {
    for (String other : List.of("model.weights.json", "model.weights.npz")) {
      if (zip.getEntry(WEIGHTS) == null && zip.getEntry(other) != null) {
        String found = other + (other.endsWith("json") ? ", weights in shards" : "");
        throw new InvalidInputException(
            "zip file", WEIGHTS + " in it", found, "save the model with model.save alone");
      }
    }
  }

  private static KerasNetwork config(String json) {
    try {
      return KerasJson.parse(json);
    } catch (InvalidInputException e) {
      throw e.inside(CONFIG);
    }
  }

  /** At most eight bytes per number, and at least as much again for everything else. */
  private static long mostWeights(Network network) {
    return Math.min(KerasFile.MOST_BYTES, 16 * network.parameterCount() + (16L << 20));
  }

  private static byte[] bytes(ZipFile zip, String name, long most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new InvalidInputException("zip file", name + " in it", "none", AGAIN);
    }
    long promised = entry.getSize();
    // The zip states the sizes, and deflate compresses at most 1,032 to 1.
    if (promised > most || promised > 1032 * Math.max(1, entry.getCompressedSize())) {
      throw new InvalidInputException(
          name,
          "at most " + most + " bytes and a plausible compression ratio,",
          promised + " bytes",
          AGAIN);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) Math.max(0, promised));
      if (bytes.length != promised || in.read() != -1) {
        throw new InvalidInputException(name, promised + " bytes", "a different number", AGAIN);
      }
      checkSum(entry, bytes);
      return bytes;
    }
  }

  /** Java verifies a zip's checksums only when reading it as a stream. */
  private static void checkSum(ZipEntry entry, byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    if (sum.getValue() != entry.getCrc()) {
      throw new InvalidInputException(
          entry.getName(), "the bytes that match its checksum", "others", AGAIN);
    }
  }
}
