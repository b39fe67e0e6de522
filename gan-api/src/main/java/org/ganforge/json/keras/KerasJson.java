package org.ganforge.json.keras;

import java.nio.file.Path;
import org.ganforge.KerasVersion;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonFile;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;
import org.ganforge.layer.Network;

/**
 * Networks in Keras' own format, {@code model.to_json()}: Keras 3's with modules, or the older one
 * of Keras 2. Both can be read. A layer or option that this library doesn't support is rejected
 * with its name and JSON path, and so is a custom class, even if it is named like one of Keras'.
 * Options that are off, or only tell Keras how to create its objects, are ignored. A functional
 * model that is a chain of layers becomes a {@code Sequential}; a layer that is called twice is
 * rejected, since it would share its weights.
 *
 * @see <a href="https://keras.io/guides/serialization_and_saving/">Save, serialize, and export
 *     models</a>
 */
public final class KerasJson {
  private KerasJson() {}

  /**
   * Returns the network as JSON for {@code keras.models.model_from_json}.
   *
   * @param version the Keras version that will read it
   */
  public static String write(Network network, KerasVersion version) {
    return Compact.text(new KerasWriter(version).model(network));
  }

  /**
   * Reads a network written by Keras, without the notes of {@link #parse}.
   *
   * @throws InvalidInputException if it has a layer that this library doesn't support
   */
  public static Network read(String text) {
    return parse(text).network();
  }

  /**
   * Reads a network written by Keras, with notes on what was left out: regularizers, constraints,
   * unsupported initializers, the precision.
   *
   * @throws InvalidInputException if it has a layer that this library doesn't support
   */
  public static KerasNetwork parse(String text) {
    return new KerasReader().model(new JsonValue("$", JsonText.parse(text)));
  }

  /**
   * Reads the network in a file of UTF-8 text.
   *
   * @throws InvalidInputException if it cannot be read or is not such a network; the message begins
   *     with the file's name
   */
  public static Network read(Path file) {
    try {
      return read(JsonFile.text(file));
    } catch (InvalidInputException e) {
      throw e.inside(file.toString());
    }
  }

  /**
   * Reads the network in a file of UTF-8 text, with the notes of {@link #parse(String)}.
   *
   * @throws InvalidInputException if it cannot be read or is not such a network; the message begins
   *     with the file's name
   */
  public static KerasNetwork parse(Path file) {
    try {
      return parse(JsonFile.text(file));
    } catch (InvalidInputException e) {
      throw e.inside(file.toString());
    }
  }
}
