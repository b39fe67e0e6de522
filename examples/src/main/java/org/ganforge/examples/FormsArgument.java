package org.ganforge.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
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
      default -> options.withForms(read(file(forms)));
    };
  }

  private static Path file(String forms) {
    try {
      Path file = Path.of(forms);
      if (Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // It cannot be a file's name either.
    }
    throw new InvalidInputException(
        "--forms",
        "trial, plain, products or the run.json of a run",
        '"' + forms + '"',
        "choose one of them");
  }

  private static Map<String, String> read(Path file) {
    try {
      Map<String, String> forms = RunJson.read(Files.readString(file)).formNames();
      if (forms == null) {
        throw new InvalidInputException("", "a run that records its forms", "none", "use trial");
      }
      return forms;
    } catch (InvalidInputException e) {
      throw e.inside("--forms " + file);
    } catch (IOException e) {
      throw new InvalidInputException(
          "--forms " + file,
          "a file that can be read",
          String.valueOf(e.getMessage()),
          "use trial");
    }
  }
}
