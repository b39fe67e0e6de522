package org.ganforge.examples.option;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.codec.RunJson;
import org.ganforge.tf.TensorFlowOptions;

/** The value of {@code --forms}: how convolutions and matrix products are computed. */
public final class FormsArgument {
  public static final String TRIAL = "trial";
  public static final String PLAIN = "plain";
  static final String PRODUCTS = "products";

  public static final String DESCRIPTION =
      "how convolutions are computed on a CPU: trial, the fastest forms that are correct on this"
          + " machine; products, correct on every processor but slower; plain, TensorFlow's own;"
          + " or another run's run.json, to compute as that run did";

  private FormsArgument() {}

  /**
   * Returns the options with these forms.
   *
   * @throws InvalidInputException if it is neither one of these words nor a run's file
   */
  public static TensorFlowOptions apply(TensorFlowOptions options, String forms) {
    return switch (forms) {
      case TRIAL -> options.withForms(null);
      case PLAIN -> options.withPlainForms();
      case PRODUCTS -> options.withProductForms();
      default -> options.withForms(read(file(forms)));
    };
  }

  /** Returns a run's {@code run.json}, given that file or its folder. */
  private static Path file(String forms) {
    String found;
    try {
      Path path = Path.of(forms);
      Path file = Files.isDirectory(path) ? path.resolve("run.json") : path;
      if (Files.isRegularFile(file)) {
        return file;
      }
      found = Files.exists(path) ? "a folder without run.json" : "no such file";
    } catch (InvalidPathException e) {
      found = "no such file";
    }
    throw new InvalidInputException(
        "--forms " + forms,
        "trial, plain, products or the run.json of a run",
        found,
        "choose one of them");
  }

  private static Map<String, String> read(Path file) {
    try {
      Map<String, String> forms = RunJson.read(file).formNames();
      if (forms == null) {
        throw new InvalidInputException(
            file.toString(), "a run that records its forms", "none", "use trial");
      }
      return forms;
    } catch (InvalidInputException e) {
      throw e.inside("--forms");
    }
  }
}
