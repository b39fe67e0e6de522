package org.ganforge.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.Gan;
import org.ganforge.json.form.Definitions;
import org.ganforge.json.form.Forms;
import org.ganforge.json.text.JsonLayout;

/**
 * The JSON Schema (draft 2020-12) of a spec, made from the records themselves, defaults included.
 * Editors complete and check specs with it. It says which fields there are and of which type; that
 * numbers are in range and that a network fits together, {@link GanJson} checks.
 */
public final class GanSchema {
  private GanSchema() {}

  /** Returns the schema's text, which ends with a line feed. */
  public static String text() {
    Definitions definitions = Definitions.none();
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "GanForge spec");
    schema.put("description", "Two networks, what they minimize and how, and their training.");
    schema.setAll(Forms.of(Gan.class).schema(definitions));
    schema.set("$defs", definitions.all());
    return JsonLayout.lines(schema);
  }
}
