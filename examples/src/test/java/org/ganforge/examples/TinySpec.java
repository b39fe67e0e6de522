package org.ganforge.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A GAN that trains in milliseconds on the digits that the program draws itself. */
public final class TinySpec {
  public static final String JSON =
      """
      {
        "format": 2,
        "name": "tiny",
        "generator": {
          "name": "generator",
          "input_shape": [8],
          "layers": [
            {"type": "Dense", "units": 98},
            {"type": "BatchNormalization"},
            {"type": "Reshape", "target_shape": [7, 7, 2]},
            {"type": "UpSampling2D", "size": 4},
            {"type": "Conv2D", "filters": 1, "kernel_size": 3, "padding": "same"},
            {"type": "Activation", "activation": "tanh"}
          ]
        },
        "discriminator": {
          "name": "discriminator",
          "input_shape": [28, 28, 1],
          "layers": [
            {"type": "Flatten"},
            {"type": "Dropout", "rate": 0.2},
            {"type": "Dense", "units": 1, "activation": "sigmoid"}
          ]
        },
        "data": {"dataset": "digits", "first": 200},
        "plan": {"iterations": 20, "batch_size": 8},
        "recording": {"grid_rows": 2, "grid_columns": 5}
      }
      """;

  private TinySpec() {}

  /**
   * Writes the spec with additions to its plan and recording.
   *
   * @param plan replaces the iterations
   * @param recording is inserted before the settings of pictures
   */
  public static Path planned(Path folder, String plan, String recording) {
    return write(
        folder,
        JSON.replace("\"iterations\": 20", plan)
            .replace("\"grid_rows\"", recording + ", \"grid_rows\""));
  }

  /** Writes the spec into a folder and returns its file. */
  public static Path in(Path folder) {
    return write(folder, JSON);
  }

  /** Writes the spec for colour pictures of 8 x 8 pixels. */
  public static Path ofPictures(Path folder) {
    return write(
        folder,
        JSON.replace("\"units\": 98", "\"units\": 32")
            .replace("[7, 7, 2]", "[4, 4, 2]")
            .replace("\"size\": 4", "\"size\": 2")
            .replace("\"filters\": 1", "\"filters\": 3")
            .replace("[28, 28, 1]", "[8, 8, 3]"));
  }

  /** Writes the spec with one part replaced. */
  public static Path with(Path folder, String part, String replacement) {
    if (!JSON.contains(part)) {
      throw new IllegalArgumentException(part);
    }
    return write(folder, JSON.replace(part, replacement));
  }

  /** Writes a spec whose generator multiplies the noise with a vector of the class. */
  public static Path conditional(Path folder) {
    String json =
        JSON.replace(
                "\"input_shape\": [8],",
                "\"inputs\": [{\"type\": \"noise\", \"length\": 8},"
                    + " {\"type\": \"label\", \"classes\": 10}],")
            .replace(
                "{\"type\": \"Dense\", \"units\": 98},",
                "{\"type\": \"Embedding\", \"input_dim\": 10, \"output_dim\": 8, \"from\":"
                    + " \"label\"}, {\"type\": \"Flatten\"}, {\"type\": \"Multiply\", \"from\":"
                    + " [\"noise\", \"flatten\"]}, {\"type\": \"Dense\", \"units\": 98},")
            .replace(
                "\"input_shape\": [28, 28, 1],",
                "\"inputs\": [{\"type\": \"image\", \"shape\": [28, 28, 1]},"
                    + " {\"type\": \"label\", \"classes\": 10}],")
            .replace(
                "{\"type\": \"Dropout\", \"rate\": 0.2},",
                "{\"type\": \"Embedding\", \"input_dim\": 10, \"output_dim\": 4, \"from\":"
                    + " \"label\"}, {\"type\": \"Flatten\"}, {\"type\": \"Concatenate\", \"from\":"
                    + " [\"flatten\", \"flatten_1\"]},");
    return write(folder, json);
  }

  private static Path write(Path folder, String json) {
    try {
      return Files.writeString(folder.resolve("tiny.json"), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
