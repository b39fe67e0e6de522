package org.ganforge.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.Gan;
import org.ganforge.json.form.Definitions;
import org.ganforge.json.form.Forms;
import org.ganforge.json.text.JsonLayout;

/**
 * The JSON Schema (draft 2020-12) of a spec, generated from the records, including defaults.
 * Editors use it to complete and check specs. It covers fields and their types; {@link GanJson}
 * checks that numbers are in range and that networks fit together.
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
