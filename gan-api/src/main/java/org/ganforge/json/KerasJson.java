package org.ganforge.json;

import java.nio.file.Path;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;

/**
 * Networks as Keras itself writes them, {@code model.to_json()}: Keras 3's form with its modules,
 * or the older one of Keras 2. Reading takes both. A layer or an option that this library does not
 * have is refused by its name and JSON path; options that are off, and what only tells Keras how to
 * make its objects, are passed over.
 *
 * @see <a href="https://keras.io/guides/serialization_and_saving/">Save, serialize, and export
 *     models</a>
 */
public final class KerasJson {
  private KerasJson() {}

  /**
   * Returns the network as JSON for {@code keras.models.model_from_json}.
   *
   * @param version the Keras that is going to read it
   */
  public static String write(Sequential network, KerasVersion version) {
    return Compact.text(new KerasWriter(version).model(network));
  }

  /**
   * Returns the network that Keras has written.
   *
   * @throws InvalidInputException if it is no Sequential of layers that this library has
   */
  public static Sequential read(String text) {
    return new KerasReader().model(new JsonValue("$", JsonText.parse(text)));
  }

  /**
   * Returns the network in a file of UTF-8 text.
   *
   * @throws InvalidInputException if it cannot be read or is no such network; the message begins
   *     with the file's name
   */
  public static Sequential read(Path file) {
    try {
      return read(JsonFile.text(file));
    } catch (InvalidInputException e) {
      throw e.inside(file.toString());
    }
  }
}
