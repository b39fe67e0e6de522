package org.ganforge.examples.report;

import java.util.Map;

/** Escapes untrusted text for HTML. */
final class Html {
  private static final Map<Character, String> ENTITIES =
      Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");

  private Html() {}

  /** Returns the text escaped for use between tags or in a quoted attribute. */
  static String text(Object value) {
    StringBuilder out = new StringBuilder();
    value
        .toString()
        .codePoints()
        .forEach(
            c -> {
              String entity = c < 128 ? ENTITIES.get((char) c) : null;
              out.append(entity == null ? visible(c) : entity);
            });
    return out.toString();
  }

  /** Shows characters that change text direction, or are illegal in HTML, as question marks. */
  private static String visible(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          "?";
      case Character.CONTROL -> c == '\n' || c == '\t' ? Character.toString(c) : "?";
      default -> Character.toString(c);
    };
  }

  /** Returns JSON that is safe inside a script element: it cannot close the element. */
  static String json(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** Returns an element that contains a text. */
  static String element(String name, Object text) {
    return "<" + name + ">" + text(text) + "</" + name + ">";
  }
}
