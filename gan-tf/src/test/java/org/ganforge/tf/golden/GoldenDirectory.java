package org.ganforge.tf.golden;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.KerasVersion;
import org.junit.jupiter.api.Assumptions;

/** The folder of golden cases, the system property {@code goldens.dir}. */
public final class GoldenDirectory {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private GoldenDirectory() {}

  private static Path folder() {
    return GivenFolder.of("goldens.dir", "../shared/goldens");
  }

  /** Skips what follows, and says so, where there is no such folder. */
  public static void require() {
    if (!Files.isDirectory(folder())) {
      String reason =
          "SKIPPED: no golden cases, since there is no folder "
              + folder()
              + "; set -Dgoldens.dir=DIR to test against them";
      System.err.println(reason);
      Assumptions.abort(reason);
    }
  }

  /** Returns every case of a kind, under Keras 3's rules and under Keras 2's. */
  public static List<GoldenCase> cases(String kind) {
    List<GoldenCase> cases = new ArrayList<>();
    for (Path file : files()) {
      ObjectNode json = read(file);
      if (json.path("kind").asText().equals(kind)) {
        cases.add(GoldenCase.of(name(file), json, KerasVersion.KERAS_3));
        cases.add(GoldenCase.of(name(file), json, KerasVersion.KERAS_2));
      }
    }
    return cases;
  }

  /** Returns the files, in the order of their names. */
  static List<Path> files() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.json$", "");
  }

  static ObjectNode read(Path file) {
    try {
      return (ObjectNode) MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
