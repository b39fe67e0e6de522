package org.ganforge.tf.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ganforge.Gan;
import org.ganforge.export.Export;
import org.ganforge.export.NetworkRole;
import org.ganforge.layer.TensorShape;

/** What an export says of itself: {@code README.md} and {@code load.py}, filled in. */
final class ExportTexts {
  private final Map<String, String> words;

  ExportTexts(Gan gan, Export export, ExportedInterface network) {
    String range = "Images lie in " + gan.data().range() + ".";
    this.words =
        Map.of(
            "model", gan.name(),
            "network", export.network().toString(),
            "input", network.input(),
            "output", network.output(),
            "input_shape", batch(network.network().inputShape()),
            "output_shape", batch(network.network().outputShape()),
            "range", range + (export.network() == NetworkRole.GENERATOR ? noise(gan) : ""),
            "files", files(export));
  }

  private static String noise(Gan gan) {
    return " Noise is drawn as the spec's `noise` says: " + gan.noise() + ".";
  }

  private static String files(Export export) {
    StringBuilder text = new StringBuilder();
    new TreeSet<>(export.files().keySet()).forEach(name -> text.append(", `" + name + "`"));
    return text.toString();
  }

  private static String batch(TensorShape one) {
    return one.toString().replaceFirst("\\[", "[n, ");
  }

  /** Writes both files. */
  void writeTo(Path directory) throws IOException {
    for (String name : List.of("README.md", "load.py")) {
      Files.writeString(directory.resolve(name), fill(resource(name)));
    }
  }

  private String fill(String template) {
    String text = template;
    for (Map.Entry<String, String> word : words.entrySet()) {
      text = text.replace("{" + word.getKey() + "}", word.getValue());
    }
    return text;
  }

  private static String resource(String name) {
    try (InputStream in = ExportTexts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}
