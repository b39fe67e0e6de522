package org.ganforge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;

/** The table of a network's layers in Keras' form. */
record Summary(String network, List<Row> rows, long total, long trainable) {
  /** One layer: its name and class, what it puts out, how many parameters it has. */
  record Row(String layer, String outputShape, long parameters) {}

  private static final int LAYER_WIDTH = 29;
  private static final int SHAPE_WIDTH = 26;
  private static final int COUNT_WIDTH = 10;

  static Summary of(Sequential network) {
    List<Row> rows = new ArrayList<>();
    TensorShape shape = network.inputShape();
    for (Layer layer : network.layers()) {
      long parameters = count(layer.weights(shape), false);
      shape = layer.outputShape(shape);
      rows.add(new Row(layer.name() + " (" + layer.type() + ")", shape.kerasForm(), parameters));
    }
    List<WeightSpec> weights = network.weights(network.inputShape());
    return new Summary(network.name(), rows, count(weights, false), count(weights, true));
  }

  private static long count(List<WeightSpec> weights, boolean trainableOnly) {
    return weights.stream()
        .filter(w -> w.trainable() || !trainableOnly)
        .mapToLong(w -> w.shape().size())
        .sum();
  }

  @Override
  public String toString() {
    int layerWidth = width(LAYER_WIDTH, rows.stream().map(Row::layer).toList());
    int shapeWidth = width(SHAPE_WIDTH, rows.stream().map(Row::outputShape).toList());
    String format = "%-" + layerWidth + "s%-" + shapeWidth + "s%-" + COUNT_WIDTH + "s";
    String line = "_".repeat(layerWidth + shapeWidth + COUNT_WIDTH);
    String doubleLine = "=".repeat(line.length());
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"" + network + "\"");
    lines.add(line);
    lines.add(String.format(Locale.ROOT, format, "Layer (type)", "Output Shape", "Param #"));
    lines.add(doubleLine);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      lines.add(
          String.format(Locale.ROOT, format, row.layer(), row.outputShape(), row.parameters()));
      lines.add(i < rows.size() - 1 ? line : doubleLine);
    }
    lines.add(String.format(Locale.ROOT, "Total params: %,d", total));
    lines.add(String.format(Locale.ROOT, "Trainable params: %,d", trainable));
    lines.add(String.format(Locale.ROOT, "Non-trainable params: %,d", total - trainable));
    lines.add(line);
    return String.join("\n", lines.stream().map(String::stripTrailing).toList());
  }

  /** Keras cuts long names; a wider column says more. */
  private static int width(int least, List<String> cells) {
    return Math.max(least, cells.stream().mapToInt(c -> c.length() + 1).max().orElse(0));
  }
}
