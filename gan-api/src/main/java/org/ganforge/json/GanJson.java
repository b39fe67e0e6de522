package org.ganforge.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.form.Forms;
import org.ganforge.json.text.JsonFile;
import org.ganforge.json.text.JsonLayout;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;

/**
 * Reads and writes specs as JSON, in Keras' names and Keras' spelling.
 *
 * <p>Reading is strict: an unknown or missing field, a wrong type, a duplicate key, a number out of
 * range, trailing text, and a network whose layers don't fit together are each rejected with a
 * one-line message that begins with the JSON path, {@code $.generator.layers[4].kernel_size}.
 * Omitted fields get their defaults. Writing is canonical: fields in a fixed order, only those not
 * at their defaults, one layer per line. So {@code write(read(text))} normalizes a spec, and
 * reading the result gives an equal spec.
 *
 * <p>{@link #edit} and {@link #patch} change parts of a spec by their paths. {@link GanSchema}
 * describes the format for editors and other programs.
 */
public final class GanJson {
  private GanJson() {}

  /**
   * Reads the spec in {@code text}.
   *
   * @throws InvalidInputException if it is not a valid spec
   */
  public static Gan read(String text) {
    return readValue(text, Gan.class);
  }

  /**
   * Reads the spec in a file of UTF-8 text.
   *
   * @throws InvalidInputException if it cannot be read or is not a valid spec; the message begins
   *     with the file's name
   */
  public static Gan read(Path file) {
    try {
      return read(JsonFile.text(file));
    } catch (InvalidInputException e) {
      throw e.inside(file.toString());
    }
  }

  /** Returns the spec's canonical text, which ends with a line feed. */
  public static String write(Gan gan) {
    return JsonLayout.lines(Forms.of(Gan.class).write(gan));
  }

  /**
   * Returns a spec with some of its parts changed, each by an assignment {@code path=value}:
   *
   * <pre>{@code
   * GanJson.edit(gan, List.of(
   *     "noise.type=semicircle",
   *     "plan.schedule.generator_turns=2",
   *     "discriminator.layers[3].rate=0.3",
   *     "generator_optimizer={\"type\": \"SGD\", \"momentum\": 0.9}"));
   * }</pre>
   *
   * <p>A path uses the names in JSON, whether the part is written or at its default. Indices start
   * at 0; the index after the last one appends to an array. A value is JSON, or text without
   * quotes. A new {@code type} keeps the fields that both types have and drops the others.
   * Assignments are applied in order, and the resulting spec is checked like a file.
   *
   * @throws InvalidInputException if a path leads nowhere or the result is not a valid spec; the
   *     message begins with the path, or with all assignments if no single one is at fault
   */
  public static Gan edit(Gan gan, List<String> assignments) {
    return SpecEditor.apply(gan, assignments.stream().map(Edit::of).toList());
  }

  /**
   * Returns a spec with some of its parts changed as in {@link #edit}, by a JSON object of paths
   * and values: {@code {"noise.type": "semicircle"}}.
   *
   * @throws InvalidInputException if the text is not such an object, or in the cases of {@link
   *     #edit}
   */
  public static Gan patch(Gan gan, String text) {
    JsonValue json = new JsonValue("$", JsonText.parse(text));
    ObjectNode object = json.object("an object of paths and values", "put braces around it");
    return SpecEditor.apply(
        gan,
        object.properties().stream()
            .map(field -> Edit.of(field.getKey(), field.getValue()))
            .toList());
  }

  /**
   * Reads one part of a spec: a layer, a network, an optimizer, an initializer, a loss, noise.
   * Paths in messages start at this part.
   *
   * @param type the part's type, as a spec's field declares it: {@code Layer.class}, {@code
   *     Optimizer.class}, {@code Sequential.class}
   * @throws InvalidInputException if the text is not such a part
   */
  public static <T> T readValue(String text, Class<T> type) {
    return type.cast(Forms.of(type).read(new JsonValue("$", JsonText.parse(text))));
  }

  /**
   * Reads one part of a spec from a file of UTF-8 text.
   *
   * @param type the part's type, as a spec's field declares it
   * @throws InvalidInputException if the file cannot be read or is not such a part; the message
   *     begins with the file's name
   */
  public static <T> T readValue(Path file, Class<T> type) {
    try {
      return readValue(JsonFile.text(file), type);
    } catch (InvalidInputException e) {
      throw e.inside(file.toString());
    }
  }

  /**
   * Returns the canonical text of one part of a spec, ending with a line feed.
   *
   * @param type the part's type, as a spec's field declares it: {@code Layer.class} rather than
   *     {@code Conv2D.class}
   */
  public static <T> String writeValue(T value, Class<T> type) {
    return JsonLayout.lines(Forms.of(type).write(value));
  }
}
