package org.ganforge.json.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** The named parts of a JSON Schema, each described once; they may refer to each other. */
public final class Definitions {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode all = NODES.objectNode();

  private Definitions() {}

  /** Returns definitions that have no parts yet. */
  public static Definitions none() {
    return new Definitions();
  }

  /** Returns a reference to the part of this name, which is described if it is the first. */
  ObjectNode reference(String name, Supplier<ObjectNode> description) {
    if (!all.has(name)) {
      all.set(name, NODES.objectNode()); // holds its place: a network's layers may be networks
      all.set(name, description.get());
    }
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }

  /** Returns all parts by name. */
  public ObjectNode all() {
    return all;
  }
}
