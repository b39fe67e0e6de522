package org.ganforge.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The results as a table for people: one line per form, in aligned columns. */
record BenchTable(List<BenchResult> results, BenchRates rates) {
  private static final String UNKNOWN = "unknown";

  /** A column: its heading, whether it is left-aligned text, and the content of its cells. */
  private record Column(String head, boolean text, Function<BenchResult, String> cell) {}

  List<String> lines() {
    List<BenchResult> rows = results.stream().filter(BenchResult::isMeasured).toList();
    List<StringBuilder> lines = new ArrayList<>();
    for (int i = 0; i <= rows.size(); i++) {
      lines.add(new StringBuilder());
    }
    for (Column column : rows.isEmpty() ? List.<Column>of() : columns()) {
      List<String> cells = new ArrayList<>(List.of(column.head()));
      rows.forEach(row -> cells.add(column.cell().apply(row)));
      int width = cells.stream().mapToInt(String::length).max().orElse(0);
      for (int i = 0; i < cells.size(); i++) {
        String pad = " ".repeat(width - cells.get(i).length());
        String cell = column.text() ? cells.get(i) + pad : pad + cells.get(i);
        lines.get(i).append(lines.get(i).isEmpty() ? "" : "  ").append(cell);
      }
    }
    return lines.stream().map(line -> line.toString().stripTrailing()).toList();
  }

  /** Leaves out the columns of forms and threads if all rows have the same value. */
  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("model", true, row -> row.form().gan().name()));
    columns.add(new Column("precision", true, row -> row.form().precisionName()));
    if (results.stream().map(row -> row.form().forms()).distinct().count() > 1) {
      columns.add(new Column("forms", true, row -> row.form().forms()));
    }
    if (results.stream().map(row -> row.form().threads()).distinct().count() > 1) {
      columns.add(new Column("threads", false, row -> "" + row.form().threads()));
    }
    if (results.stream().map(row -> row.form().replicas()).distinct().count() > 1) {
      columns.add(new Column("replicas", false, row -> "" + row.form().replicas()));
      columns.add(new Column("efficiency", false, this::efficiency));
    }
    columns.add(new Column("batch", false, row -> "" + row.form().batchSize()));
    columns.add(new Column("ms", false, row -> number(row.milliseconds().median())));
    columns.add(new Column("quartiles", false, BenchTable::quartiles));
    columns.add(new Column("images/s", false, row -> whole(row.imagesPerSecond())));
    columns.add(
        new Column("GFLOP", false, row -> row.flops() == 0 ? UNKNOWN : number(row.flops() / 1e9)));
    columns.add(new Column("floor ms", false, this::floor));
    columns.add(new Column("share", false, this::share));
    columns.add(new Column("MB", false, row -> megabytes(row.most("resident_kb"))));
    columns.add(new Column("peak MB", false, row -> megabytes(row.most("peak_kb"))));
    columns.add(new Column("compile s", false, row -> seconds(row.median("compile_ms"))));
    columns.add(new Column("first s", false, row -> seconds(row.firstStartAdds())));
    return columns;
  }

  private static String quartiles(BenchResult row) {
    return number(row.milliseconds().lower()) + " - " + number(row.milliseconds().upper());
  }

  /** Returns the speed as a share of that of a single replica with as many threads. */
  private String efficiency(BenchResult row) {
    return results.stream()
        .filter(one -> one.isMeasured() && one.form().equals(row.form().withReplicas(1)))
        .findFirst()
        .map(one -> whole(100 * row.imagesPerSecond() / one.imagesPerSecond()) + " %")
        .orElse(UNKNOWN);
  }

  private double rate(BenchResult row) {
    return rates.of(BenchProduct.of(row.form()));
  }

  private String floor(BenchResult row) {
    return isKnown(row) ? number(row.floor(rate(row))) : UNKNOWN;
  }

  private String share(BenchResult row) {
    return isKnown(row)
        ? whole(100 * row.floor(rate(row)) / row.milliseconds().median()) + " %"
        : UNKNOWN;
  }

  private boolean isKnown(BenchResult row) {
    return rate(row) > 0 && row.flops() > 0;
  }

  private static String megabytes(long kilobytes) {
    return kilobytes < 0 ? UNKNOWN : whole(kilobytes * 1024 / 1e6);
  }

  private static String seconds(double milliseconds) {
    return String.format(Locale.ROOT, "%.1f", milliseconds / 1000);
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  /** Returns the number with at least three significant digits. */
  static String number(double number) {
    return String.format(
        Locale.ROOT, number < 1 ? "%.3f" : number < 100 ? "%.1f" : "%,.0f", number);
  }
}
