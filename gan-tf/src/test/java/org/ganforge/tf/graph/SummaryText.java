package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A printed summary, read back, so that tests check what users see. */
record SummaryText(List<Row> rows, Map<String, Long> totals) {
  /** One layer; its output shape in Keras' form. */
  record Row(String name, String type, String outputShape, long parameters) {}

  private static final Pattern ROW = Pattern.compile("(\\S+) \\((\\w+)\\) +(\\(None.*\\)) +(\\d+)");
  private static final Pattern TOTAL = Pattern.compile("([A-Za-z-]+) params: ([\\d,]+)");

  static SummaryText of(String summary) {
    List<Row> rows = new ArrayList<>();
    Map<String, Long> totals = new HashMap<>();
    for (String line : summary.lines().toList()) {
      Matcher row = ROW.matcher(line);
      Matcher total = TOTAL.matcher(line);
      if (row.matches()) {
        rows.add(new Row(row.group(1), row.group(2), row.group(3), Long.parseLong(row.group(4))));
      } else if (total.matches()) {
        totals.put(total.group(1), Long.parseLong(total.group(2).replace(",", "")));
      }
    }
    return new SummaryText(rows, totals);
  }
}
