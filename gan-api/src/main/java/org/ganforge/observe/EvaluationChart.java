package org.ganforge.observe;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ganforge.json.record.MeasuredLine;
import org.ganforge.train.Measure;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws the results of evaluations over the iterations, with a panel for each measure, two per row.
 */
final class EvaluationChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int FEW = 40;
  private static final BasicStroke LINE =
      new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  private final Map<Measure, List<MeasuredLine>> curves;

  EvaluationChart(Map<Measure, List<MeasuredLine>> curves) {
    this.curves = curves;
  }

  BufferedImage toBufferedImage() {
    List<List<BufferedImage>> rows = new ArrayList<>();
    curves.forEach(
        (measure, lines) -> {
          if (!lines.isEmpty()) {
            if (rows.isEmpty() || rows.get(rows.size() - 1).size() == 2) {
              rows.add(new ArrayList<>());
            }
            rows.get(rows.size() - 1).add(panel(measure, lines));
          }
        });
    return ChartPicture.ofRows(rows);
  }

  private static BufferedImage panel(Measure measure, List<MeasuredLine> lines) {
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    ChartStyle.apply(chart.getStyler());
    chart.getStyler().setXAxisTickMarkSpacingHint(90);
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    chart.getStyler().setYAxisDecimalPattern("#,##0.######");
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(1.001 * lines.get(lines.size() - 1).iteration());
    boolean isShare = lines.stream().allMatch(line -> line.value() >= 0 && line.value() <= 1);
    if (isShare && measure != Measure.KERNEL_DISTANCE) {
      chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    }
    chart.setXAxisTitle("Iteration");
    String name = measure.label().replace('_', ' ');
    chart.setYAxisTitle(Character.toUpperCase(name.charAt(0)) + name.substring(1));
    add(chart, "Real images", lines, MeasuredLine::floor, ChartStyle.ORANGE);
    XYSeries samples = add(chart, "Samples", lines, MeasuredLine::value, ChartStyle.BLUE);
    if (lines.size() <= FEW) {
      samples.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(ChartStyle.BLUE);
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static XYSeries add(
      XYChart chart,
      String name,
      List<MeasuredLine> lines,
      ToDoubleFunction<MeasuredLine> value,
      Color colour) {
    double[] x = lines.stream().mapToDouble(MeasuredLine::iteration).toArray();
    double[] y = lines.stream().mapToDouble(value).toArray();
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE).setLineStyle(LINE).setLineColor(colour);
    return series;
  }
}
