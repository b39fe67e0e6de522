package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.Gan;
import org.ganforge.ObjectiveFit;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.JsonValue;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Objective;

/** A whole spec: the format's number, followed by the fields of {@link Gan}. */
public final class GanForm implements Form {
  private static final String FORMAT = SpecUpgrade.FIELD;
  private static final JsonNode VERSION = IntNode.valueOf(SpecUpgrade.FORMAT);

  /** Always written: {@link Gan#of} chooses the default by the discriminator's output. */
  private static final String OBJECTIVE = "objective";

  private static final Objective DEFAULT_OBJECTIVE = BinaryCrossentropy.of();

  private final RecordForm gan = new RecordForm(Gan.class, FORMAT);

  GanForm() {}

  @Override
  public String expected() {
    return "a spec";
  }

  @Override
  public Object read(JsonValue json) {
    Gan read = readRecorded(json);
    try {
      ObjectiveFit.check(read);
    } catch (InvalidInputException e) {
      throw e.at(SpecUpgrade.written(json, json.path() + "." + e.where()));
    }
    return read;
  }

  /** Reads a recorded spec, whose objective may be a mismatch that an older version accepted. */
  public Gan readRecorded(JsonValue json) {
    json.object("a spec, an object", "put its fields in braces");
    JsonValue spec = SpecUpgrade.toNewest(json);
    try {
      return readNewest(spec);
    } catch (InvalidInputException e) {
      throw e.at(SpecUpgrade.written(json, e.where()));
    }
  }

  private Gan readNewest(JsonValue spec) {
    if (!spec.field(OBJECTIVE).node().isMissingNode()) {
      return (Gan) gan.read(spec);
    }
    ObjectNode whole = spec.node().deepCopy();
    whole.set(OBJECTIVE, objectiveForm().write(DEFAULT_OBJECTIVE));
    return (Gan) gan.read(new JsonValue(spec.path(), whole));
  }

  /** Looked up lazily: this form is created before the others. */
  private static Form objectiveForm() {
    return Forms.of(Objective.class);
  }

  /** Returns the form of the fields after the format's number. */
  public RecordForm record() {
    return gan;
  }

  @Override
  public JsonNode write(Object value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set(FORMAT, VERSION);
    gan.writeInto(object, value);
    Objective own = ((Gan) value).objective();
    if (own.equals(DEFAULT_OBJECTIVE)) {
      object.remove(OBJECTIVE);
    } else {
      object.set(OBJECTIVE, objectiveForm().write(own));
    }
    return gan.inOrder(object);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode format = JsonNodeFactory.instance.objectNode();
    format.set("const", VERSION);
    return gan.describe(format, definitions);
  }
}
