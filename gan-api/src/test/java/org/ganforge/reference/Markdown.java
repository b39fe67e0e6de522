package org.ganforge.reference;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pieces of Markdown pages. */
final class Markdown {
  private Markdown() {}

  /** Returns text in a monospaced font. */
  static String code(String text) {
    return "`" + text + "`";
  }

  /** Returns a table; each row has as many cells as the head. */
  static String table(List<String> head, List<List<String>> rows) {
    String rule = "|" + "---|".repeat(head.size()) + "\n";
    return row(head) + rule + rows.stream().map(Markdown::row).collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.isEmpty() ? " |" : " " + cell.replace("|", "\\|") + " |")
        .collect(Collectors.joining("", "|", "\n"));
  }

  /** Returns a link to a heading of the same page. */
  static String toHeading(String heading) {
    return "[" + code(heading) + "](#" + heading.toLowerCase(Locale.ROOT) + ")";
  }
}
