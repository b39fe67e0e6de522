package org.ganforge.json.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** The named definitions of a JSON Schema; they may refer to each other. */
public final class Definitions {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode all = NODES.objectNode();

  private Definitions() {}

  /** Returns empty definitions. */
  public static Definitions none() {
    return new Definitions();
  }

  /** Returns a reference to the definition with this name, adding it on first use. */
  ObjectNode reference(String name, Supplier<ObjectNode> description) {
    if (!all.has(name)) {
      all.set(name, NODES.objectNode()); // a placeholder: a network's layers may be networks
      all.set(name, description.get());
    }
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }

  /** Returns all definitions by name. */
  public ObjectNode all() {
    return all;
  }
}
