package org.ganforge.observe;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Panels of lines that show how figures grow with something: the time of an iteration with the
 * batch size, say. Each panel's places are evenly apart and its scale is logarithmic, so that what
 * grows in proportion to doubled places is a straight line.
 */
public final class GrowthChart {
  /** A line of a panel: a figure above 0 at each of its places. */
  public record Line(String name, List<Double> figures) {
    /** Checks the figures. */
    public Line {
      figures = List.copyOf(figures);
      figures.forEach(figure -> Checks.positive("growth of " + name, figure));
    }
  }

  /**
   * One chart.
   *
   * @param cause what grows along the places, as in {@code Batch size}
   * @param effect what the figures are, as in {@code Milliseconds}
   * @param places what stands below the axis
   * @param lines the lines, of as many figures as there are places
   */
  public record Panel(String cause, String effect, List<String> places, List<Line> lines) {
    /** Checks that every place has its figures. */
    public Panel {
      places = List.copyOf(Checks.notEmpty("growth with " + cause, places, "name them"));
      lines = List.copyOf(Checks.notEmpty("lines of " + effect, lines, "give a line"));
      for (Line line : lines) {
        if (line.figures().size() != places.size()) {
          throw new InvalidInputException(
              "growth of " + line.name(),
              places.size() + " figures, one for each place",
              line.figures().size() + "",
              "give as many as there are places");
        }
      }
    }
  }

  private static final int WIDTH = 460;
  private static final int HEIGHT = 380;
  private static final List<Color> COLOURS =
      List.of(ChartStyle.BLUE, ChartStyle.SKY_BLUE, ChartStyle.VERMILION, ChartStyle.ORANGE);
  private static final BasicStroke STROKE = new BasicStroke(2);

  private final List<List<Panel>> rows;

  private GrowthChart(List<List<Panel>> rows) {
    this.rows = Checks.notEmpty("growth panels", rows, "give a row of them");
    rows.forEach(row -> Checks.notEmpty("growth panels of a row", row, "give one"));
  }

  /** Returns a chart of panels in rows. */
  public static GrowthChart of(List<List<Panel>> rows) {
    return new GrowthChart(rows.stream().map(List::copyOf).toList());
  }

  /** Returns the picture, 24-bit RGB. */
  public BufferedImage toBufferedImage() {
    return ChartPicture.ofRows(
        rows.stream().map(row -> row.stream().map(GrowthChart::draw).toList()).toList());
  }

  /**
   * Writes the picture as PNG, whole or not at all, over what was there.
   *
   * @throws InvalidInputException if the file cannot be written or the machine has no font
   */
  public void write(Path png) {
    PngFile.write(png, toBufferedImage());
  }

  private static BufferedImage draw(Panel panel) {
    CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);
    CategoryStyler style = chart.getStyler();
    ChartStyle.apply(style);
    style.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    style.setYAxisLogarithmic(true);
    style.setYAxisDecimalPattern("#,##0.###");
    // The library leaves out labels that are nearer to each other than this.
    style.setXAxisTickMarkSpacingHint(1);
    chart.setXAxisTitle(panel.cause());
    chart.setYAxisTitle(panel.effect());
    for (int i = 0; i < panel.lines().size(); i++) {
      Line line = panel.lines().get(i);
      CategorySeries series = chart.addSeries(line.name(), panel.places(), line.figures());
      Color colour = COLOURS.get(i % COLOURS.size());
      series.setLineStyle(STROKE).setLineColor(colour);
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour);
    }
    return BitmapEncoder.getBufferedImage(chart);
  }
}
