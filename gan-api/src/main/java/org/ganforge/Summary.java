package org.ganforge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;

/**
 * The table of a network's layers in Keras' format: a row for each layer, for a model also for each
 * input, and, unless it is a chain, each layer's inputs.
 */
record Summary(Network network, List<Column> columns, List<Row> rows) {
  /** A column's heading and minimum width, as in Keras. */
  private record Column(String heading, int width) {}

  /** A layer: its name and class, output shape, parameter count and inputs. */
  private record Row(String layer, String outputShape, long parameters, List<String> from) {
    /** Returns the lines of the row: each input of a layer after the first gets its own line. */
    List<List<String>> lines() {
      List<List<String>> lines = new ArrayList<>();
      lines.add(List.of(layer, outputShape, parameters + "", from.isEmpty() ? "" : from.get(0)));
      from.stream().skip(1).forEach(name -> lines.add(List.of("", "", "", name)));
      return lines;
    }
  }

  private static final List<Column> CHAIN =
      List.of(
          new Column("Layer (type)", 29),
          new Column("Output Shape", 26),
          new Column("Param #", 10));

  private static final List<Column> GRAPH =
      List.of(
          new Column("Layer (type)", 32),
          new Column("Output Shape", 21),
          new Column("Param #", 12),
          new Column("Connected to", 33));

  static Summary of(Network network) {
    Map<String, TensorShape> shapes = network.shapes();
    Map<String, Row> rows = new LinkedHashMap<>();
    if (network instanceof Model) {
      network
          .inputs()
          .forEach(
              input ->
                  rows.put(
                      input.name(), row(input.name(), "InputLayer", input.shape(), 0, List.of())));
    }
    for (Node node : network.nodes()) {
      Layer layer = node.layer();
      List<TensorShape> taken = node.from().stream().map(shapes::get).toList();
      TensorShape out = layer.outputShape(taken);
      String type = layer instanceof Model ? "Functional" : layer.type();
      rows.put(node.name(), row(node.name(), type, out, count(layer.weights(taken)), node.from()));
    }
    List<Row> ordered =
        network.kerasOrder().stream().filter(rows::containsKey).map(rows::get).toList();
    return new Summary(network, network.isChain() ? CHAIN : GRAPH, ordered);
  }

  private static Row row(
      String name, String type, TensorShape shape, long parameters, List<String> from) {
    return new Row(
        name + " (" + type + ")",
        shape.kerasForm(),
        parameters,
        from.stream().map(before -> before + "[0][0]").toList());
  }

  private static long count(List<WeightSpec> weights) {
    return weights.stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  @Override
  public String toString() {
    List<Integer> widths = widths();
    String line = "_".repeat(widths.stream().mapToInt(Integer::intValue).sum());
    String doubleLine = "=".repeat(line.length());
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"" + network.name() + "\"");
    lines.add(line);
    lines.add(line(widths, columns.stream().map(Column::heading).toList()));
    lines.add(doubleLine);
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).lines().forEach(cells -> lines.add(line(widths, cells)));
      lines.add(i < rows.size() - 1 ? line : doubleLine);
    }
    long total = network.parameterCount();
    long trainable = network.trainableParameterCount();
    lines.add(String.format(Locale.ROOT, "Total params: %,d", total));
    lines.add(String.format(Locale.ROOT, "Trainable params: %,d", trainable));
    lines.add(String.format(Locale.ROOT, "Non-trainable params: %,d", total - trainable));
    lines.add(line);
    return String.join("\n", lines.stream().map(String::stripTrailing).toList());
  }

  /** Keras truncates long names; we widen the column instead. */
  private List<Integer> widths() {
    List<List<String>> all = rows.stream().flatMap(row -> row.lines().stream()).toList();
    return IntStream.range(0, columns.size())
        .mapToObj(
            i ->
                Math.max(
                    columns.get(i).width(),
                    all.stream().mapToInt(cells -> cells.get(i).length() + 1).max().orElse(0)))
        .toList();
  }

  private static String line(List<Integer> widths, List<String> cells) {
    return IntStream.range(0, widths.size())
        .mapToObj(i -> cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()))
        .collect(Collectors.joining());
  }
}
