package org.ganforge.observe;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the curves of a run: losses on the left, accuracies on the right. */
final class CurvesChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;

  /** Up to this many points are drawn as dots; a single one wouldn't make a line. */
  private static final int FEW = 20;

  private static final BasicStroke THIN = new BasicStroke(1);
  // Each step is drawn as a separate line: only round ends join without a notch.
  private static final BasicStroke BOLD =
      new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  private final Map<String, Curve> curves;

  /** Makes the chart from curves, keyed by their fields in the log. */
  CurvesChart(Map<String, Curve> curves) {
    this.curves = curves;
  }

  BufferedImage toBufferedImage() {
    XYChart accuracy = panel("Accuracy", "accuracy");
    accuracy.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    return ChartPicture.of(
        BitmapEncoder.getBufferedImage(panel("Loss", "loss")),
        BitmapEncoder.getBufferedImage(accuracy));
  }

  private XYChart panel(String title, String metric) {
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    style(chart.getStyler());
    long window = curves.values().stream().mapToLong(Curve::window).max().orElse(1);
    chart.setXAxisTitle(
        window == 1
            ? "Iteration"
            : String.format(Locale.ROOT, "Iteration (bold: means of %,d iterations)", window));
    chart.setYAxisTitle(title);
    // Draw raw values first so that the means stay on top.
    addAll(chart, "d_" + metric, ChartStyle.BLUE);
    addAll(chart, "g_" + metric, ChartStyle.VERMILION);
    addMeans(chart, "Discriminator", "d_" + metric, ChartStyle.BLUE);
    addMeans(chart, "Generator", "g_" + metric, ChartStyle.VERMILION);
    addMeans(chart, "D classes", "d_class_" + metric, ChartStyle.SKY_BLUE);
    addMeans(chart, "G classes", "g_class_" + metric, ChartStyle.ORANGE);
    addMeans(chart, "D validation", "d_val_" + metric, ChartStyle.SKY_BLUE);
    addMeans(chart, "G validation", "g_val_" + metric, ChartStyle.ORANGE);
    return chart;
  }

  private void style(XYStyler style) {
    ChartStyle.apply(style);
    style.setXAxisTickMarkSpacingHint(90);
    style.setXAxisDecimalPattern("#,##0");
    style.setYAxisDecimalPattern("0.######");
    style.setXAxisMin(0.0);
    // A little beyond the last, since for evenly spaced numbers the library would choose ticks like
    // 112 and 128.
    double last = curves.values().stream().mapToDouble(Curve::last).max().orElse(1);
    style.setXAxisMax(1.001 * last);
  }

  /** Adds every value, unless the means already show it. */
  private void addAll(XYChart chart, String field, Color colour) {
    Curve curve = curves.get(field);
    if (curve != null && curve.isVisible() && curve.window() > 1) {
      XYSeries all = add(chart, field + " of every iteration", curve.points());
      all.setShowInLegend(false);
      all.setLineStyle(THIN).setLineColor(ChartStyle.light(colour, 0.7));
    }
  }

  private void addMeans(XYChart chart, String name, String field, Color colour) {
    Curve curve = curves.get(field);
    if (curve != null && curve.isVisible()) {
      XYSeries means = add(chart, name, curve.means());
      means.setLineStyle(BOLD).setLineColor(colour);
      if (curve.means().size() <= FEW) {
        means.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour);
      }
    }
  }

  private static XYSeries add(XYChart chart, String name, List<Curve.Point> points) {
    double[] x = points.stream().mapToDouble(Curve.Point::iteration).toArray();
    double[] y = points.stream().mapToDouble(Curve.Point::value).toArray();
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }
}
