package org.ganforge.json.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.form.Forms;
import org.ganforge.json.form.GanForm;
import org.ganforge.json.form.Scalars;
import org.ganforge.json.form.SpecUpgrade;
import org.ganforge.json.text.JsonFile;
import org.ganforge.json.text.JsonLayout;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;
import org.ganforge.train.Fakes;

/**
 * The spec of a run, checkpoint or export, as recorded in its files: {@link
 * org.ganforge.json.GanJson}'s format, but always with {@code plan.fakes}. A record without that
 * field predates it: the GAN was trained with {@link Fakes#INFERENCE}, regardless of today's
 * default, and is resumed that way.
 */
public final class RecordedSpec {
  private static final GanForm SPEC = (GanForm) Forms.of(Gan.class);
  private static final String PLAN = "plan";
  private static final String FAKES = "fakes";
  private static final String LABELS = "labels";

  private RecordedSpec() {}

  /** Returns the text of a record, which ends with a line feed. */
  public static String write(Gan gan) {
    return JsonLayout.lines(toJson(gan));
  }

  /**
   * Returns the spec in the file of a record, such as a checkpoint's {@code gan.json}.
   *
   * @throws InvalidInputException if it cannot be read or is not a valid spec; the message begins
   *     with the file's name
   */
  public static Gan read(Path file) {
    try {
      return read(new JsonValue("$", JsonText.parse(JsonFile.text(file))));
    } catch (InvalidInputException e) {
      throw e.inside(file.toString());
    }
  }

  static Gan read(JsonValue json) {
    boolean isOld =
        json.node() instanceof ObjectNode spec
            && (!(spec.get(PLAN) instanceof ObjectNode plan) || !plan.has(FAKES));
    return SPEC.readRecorded(isOld ? completed(json) : json);
  }

  static JsonNode toJson(Gan gan) {
    // Writing a value other than the default puts the field in its place.
    JsonNode json = SPEC.write(gan.withPlan(gan.plan().withFakes(Fakes.INFERENCE)));
    return named(json, gan.plan().fakes());
  }

  /**
   * Makes an older version's implicit values explicit, and drops labels that its loss didn't use.
   */
  private static JsonValue completed(JsonValue json) {
    ObjectNode spec = json.node().deepCopy();
    JsonNode plan = spec.get(PLAN);
    if (plan == null) {
      spec.putObject(PLAN);
    } else if (!plan.isObject()) {
      return json;
    }
    if (SpecUpgrade.hasUselessLabels(json)) {
      spec.remove(LABELS);
    }
    return new JsonValue(json.path(), named(spec, Fakes.INFERENCE));
  }

  private static JsonNode named(JsonNode spec, Fakes fakes) {
    ((ObjectNode) spec.get(PLAN)).set(FAKES, Scalars.lowerCase(fakes));
    return spec;
  }
}
