package org.ganforge.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** The named parts of a JSON Schema, each described once; they may refer to each other. */
final class Definitions {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode all = NODES.objectNode();

  /** Returns a reference to the part of this name, which is described if it is the first. */
  ObjectNode reference(String name, Supplier<ObjectNode> description) {
    if (!all.has(name)) {
      all.set(name, NODES.objectNode()); // holds its place: a network's layers may be networks
      all.set(name, description.get());
    }
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }

  /** Returns all parts by name. */
  ObjectNode all() {
    return all;
  }
}
