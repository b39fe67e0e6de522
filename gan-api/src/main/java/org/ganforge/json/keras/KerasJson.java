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
 * Networks as Keras itself writes them, {@code model.to_json()}: Keras 3's form with its modules,
 * or the older one of Keras 2. Reading takes both. A layer or an option that this library does not
 * have is refused by its name and JSON path, and so is a class of somebody's own, even one with the
 * name of Keras'. Options that are off, and what only tells Keras how to make its objects, are
 * passed over. Functional models are read; one that is a chain of layers becomes a {@code
 * Sequential}, and a layer that is called twice is refused, since it shares its weights.
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
  public static String write(Network network, KerasVersion version) {
    return Compact.text(new KerasWriter(version).model(network));
  }

  /**
   * Returns the network that Keras has written, without what {@link #parse} says of it besides.
   *
   * @throws InvalidInputException if it has a layer that this library does not have
   */
  public static Network read(String text) {
    return parse(text).network();
  }

  /**
   * Returns the network that Keras has written, with notes on what it is without here:
   * regularizers, constraints, initializers of another kind, the precision.
   *
   * @throws InvalidInputException if it has a layer that this library does not have
   */
  public static KerasNetwork parse(String text) {
    return new KerasReader().model(new JsonValue("$", JsonText.parse(text)));
  }

  /**
   * Returns the network in a file of UTF-8 text.
   *
   * @throws InvalidInputException if it cannot be read or is no such network; the message begins
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
   * Returns the network in a file of UTF-8 text, with the notes of {@link #parse(String)}.
   *
   * @throws InvalidInputException if it cannot be read or is no such network; the message begins
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
