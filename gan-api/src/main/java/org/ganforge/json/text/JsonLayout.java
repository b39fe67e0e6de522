package org.ganforge.json.text;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Formats JSON for readers: two spaces per level, a value on one line if it fits into 100 columns,
 * and each layer of a network on a separate line of any length.
 */
public final class JsonLayout {
  private static final int COLUMNS = 100;

  private final StringBuilder out = new StringBuilder();

  private JsonLayout() {}

  /** Returns the text, ending with a line feed. */
  public static String lines(JsonNode node) {
    JsonLayout layout = new JsonLayout();
    String line = Compact.text(node);
    if (holdsLayers(node) || line.length() > COLUMNS) {
      layout.appendLines(node, "", false);
    } else {
      layout.out.append(line);
    }
    return layout.out.append('\n').toString();
  }

  /** Appends an object or array, with each part on separate lines. */
  private void appendLines(JsonNode node, String indent, boolean layers) {
    String inner = indent + "  ";
    String separator = "\n";
    out.append(node.isObject() ? '{' : '[');
    if (node.isObject()) {
      for (var field : node.properties()) {
        String key = Compact.key(field);
        out.append(separator).append(inner).append(key);
        boolean network = key.equals("\"layers\": ") && field.getValue().isArray();
        append(field.getValue(), inner, key.length(), false, network);
        separator = ",\n";
      }
    }
    if (node.isArray()) {
      for (JsonNode item : node) {
        out.append(separator).append(inner);
        append(item, inner, 0, layers, false);
        separator = ",\n";
      }
    }
    out.append('\n').append(indent).append(node.isObject() ? '}' : ']');
  }

  private void append(
      JsonNode node, String indent, int keyLength, boolean isLayer, boolean isLayers) {
    String line = Compact.text(node);
    boolean fits = isLayer || indent.length() + keyLength + line.length() < COLUMNS;
    boolean divided = isLayers || holdsLayers(node) || !fits;
    if (divided && node.isContainerNode() && !node.isEmpty()) {
      appendLines(node, indent, isLayers);
    } else {
      out.append(line);
    }
  }

  private static boolean holdsLayers(JsonNode node) {
    if (node.path("layers").isArray()) {
      return true;
    }
    for (JsonNode child : node) {
      if (holdsLayers(child)) {
        return true;
      }
    }
    return false;
  }
}
