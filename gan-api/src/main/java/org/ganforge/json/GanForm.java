package org.ganforge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.Gan;
import org.ganforge.LossFit;
import org.ganforge.error.InvalidInputException;
import org.ganforge.loss.BinaryCrossentropy;
import org.ganforge.loss.Loss;

/** A whole spec: the fields of {@link Gan} after the number of the format they are written in. */
final class GanForm implements Form {
  private static final String FORMAT = "format";
  private static final JsonNode VERSION = IntNode.valueOf(1);

  /** A text says the same whatever the discriminator's end, on which {@link Gan#of} decides. */
  private static final String LOSS = "loss";

  private static final Loss DEFAULT_LOSS = BinaryCrossentropy.of();

  private final RecordForm gan = new RecordForm(Gan.class, FORMAT);

  @Override
  public String expected() {
    return "a spec";
  }

  @Override
  public Object read(JsonValue json) {
    Gan read = readRecorded(json);
    try {
      LossFit.check(read);
    } catch (InvalidInputException e) {
      throw e.at(json.path() + "." + e.where());
    }
    return read;
  }

  /** Reads a spec that an older version may have accepted with a loss that does not fit. */
  Gan readRecorded(JsonValue json) {
    json.object("a spec, an object", "put its fields in braces");
    JsonValue format = json.field(FORMAT);
    if (format.node().isMissingNode()) {
      throw format.mistake(VERSION + "", "add \"format\": " + VERSION);
    }
    if (!Compact.text(format.node()).equals(VERSION.asText())) {
      throw format.mistake(
          VERSION + ", the one format that this version reads,",
          "take the version of GanForge that it was written for");
    }
    if (!json.field(LOSS).node().isMissingNode()) {
      return (Gan) gan.read(json);
    }
    ObjectNode whole = json.node().deepCopy();
    whole.set(LOSS, lossForm().write(DEFAULT_LOSS));
    return (Gan) gan.read(new JsonValue(json.path(), whole));
  }

  /** Asked when it is needed: this form is made before there are others. */
  private static Form lossForm() {
    return Forms.of(Loss.class);
  }

  /** Returns the form of the fields after the format's number. */
  RecordForm record() {
    return gan;
  }

  @Override
  public JsonNode write(Object value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set(FORMAT, VERSION);
    gan.writeInto(object, value);
    Loss own = ((Gan) value).loss();
    if (own.equals(DEFAULT_LOSS)) {
      object.remove(LOSS);
    } else {
      object.set(LOSS, lossForm().write(own));
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
