package org.ganforge.json.keras;

import java.util.HashSet;
import java.util.Set;
import org.ganforge.internal.KerasNames;
import org.ganforge.json.text.JsonValue;

/** The layer names in a network, which must be unique. */
final class KerasLayerNames {
  private final Set<String> taken = new HashSet<>();

  KerasLayerNames(JsonValue layers) {
    for (int i = 0; i < layers.node().size(); i++) {
      JsonValue name = layers.item(i).field("config").field("name");
      String text = name.node().asText("");
      if (!text.isEmpty() && !taken.add(text)) {
        throw name.mistake("a unique name", "rename one of the two");
      }
    }
  }

  /** Returns a free name made from a layer's name and another's type. */
  String next(String layer, String type) {
    String stem = layer + "_" + KerasNames.snakeCase(type);
    String name = stem;
    for (int i = 1; !taken.add(name); i++) {
      name = stem + "_" + i;
    }
    return name;
  }
}
