package org.ganforge.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.RunInfo;
import org.ganforge.json.RunJson;
import org.ganforge.tf.TensorFlowOptions;

/** What {@code --forms} says: how convolutions and matrix products are computed. */
final class FormsArgument {
  static final String TRIAL = "trial";
  static final String PLAIN = "plain";
  static final String PRODUCTS = "products";

  static final String DESCRIPTION =
      "how convolutions are computed on a CPU: trial, the fastest forms that are right on this"
          + " machine; products, right on every processor and slower; plain, TensorFlow's own;"
          + " or another run's run.json, to compute as that run did";

  private FormsArgument() {}

  /**
   * Returns the options with these forms.
   *
   * @throws InvalidInputException if it is no such word and no run's file
   */
  static TensorFlowOptions apply(TensorFlowOptions options, String forms) {
    return switch (forms) {
      case TRIAL -> options.withForms(null);
      case PLAIN -> options.withPlainForms();
      case PRODUCTS -> options.withProductForms();
      default -> options.withForms(read(Path.of(forms)));
    };
  }

  private static RunInfo read(Path file, String text) {
    try {
      return RunJson.read(text);
    } catch (InvalidInputException e) {
      throw e.inside("--forms " + file);
    }
  }

  private static Map<String, String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "--forms",
          "trial, plain, products or the run.json of a run",
          '"' + file.toString() + '"',
          "choose one of them");
    }
    try {
      Map<String, String> forms = read(file, Files.readString(file)).formNames();
      if (forms == null) {
        throw new InvalidInputException(
            "--forms " + file, "a run that records its forms", "none", "use trial");
      }
      return forms;
    } catch (IOException e) {
      throw new InvalidInputException(
          "--forms " + file,
          "a file that can be read",
          String.valueOf(e.getMessage()),
          "use trial");
    }
  }
}
