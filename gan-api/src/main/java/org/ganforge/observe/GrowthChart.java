package org.ganforge.observe;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
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
 * Panels of lines that show how numbers grow with something: the time of an iteration with the
 * batch size, for example. A panel's positions are evenly spaced. On a logarithmic scale, numbers
 * proportional to doubling positions form a straight line.
 */
public final class GrowthChart {
  /** A line of a panel: a number above 0 at each position. */
  public record Line(String name, List<Double> figures) {
    /** Checks the figures. */
    public Line {
      figures = List.copyOf(figures);
      figures.forEach(figure -> Checks.positive("growth of " + name, figure));
    }

    /** Returns a line with these numbers. */
    public static Line of(String name, List<Double> figures) {
      return new Line(name, figures);
    }
  }

  /**
   * One chart.
   *
   * @param cause the title of the horizontal axis, such as {@code Batch size}
   * @param effect the title of the vertical axis, such as {@code Milliseconds}
   * @param places the labels of the positions
   * @param lines the lines, with a number for each position
   * @param logarithmic whether the vertical scale is logarithmic; false by default, with a scale
   *     that starts at 0
   */
  public record Panel(
      String cause, String effect, List<String> places, List<Line> lines, boolean logarithmic) {
    /** Checks that every line has a number for each position. */
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

    /** Returns a chart with a linear scale. */
    public static Panel of(String cause, String effect, List<String> places, List<Line> lines) {
      return new Panel(cause, effect, places, lines, false);
    }

    /** Returns a copy whose scale is logarithmic, or linear. */
    public Panel withLogarithmic(boolean logarithmic) {
      return new Panel(cause, effect, places, lines, logarithmic);
    }
  }

  private static final int WIDTH = 520;
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
        rows.stream().map(row -> row.stream().map(this::draw).toList()).toList());
  }

  /** Lines with the same name have the same colour in all panels. */
  private Color colour(Line line) {
    List<String> names =
        rows.stream()
            .flatMap(List::stream)
            .flatMap(panel -> panel.lines().stream())
            .map(Line::name)
            .distinct()
            .toList();
    return COLOURS.get(names.indexOf(line.name()) % COLOURS.size());
  }

  /**
   * Writes the picture as PNG, whole or not at all, replacing any existing file.
   *
   * @throws InvalidInputException if the file cannot be written or the machine has no font
   */
  public void write(Path png) {
    PngFile.write(png, toBufferedImage());
  }

  /** A logarithmic scale ends at powers of ten, the only labels. */
  private static void scale(Panel panel, CategoryStyler style) {
    style.setYAxisLogarithmic(panel.logarithmic());
    style.setYAxisMin(0.0);
    if (panel.logarithmic()) {
      DoubleSummaryStatistics figures =
          panel.lines().stream()
              .flatMap(line -> line.figures().stream())
              .mapToDouble(Double::doubleValue)
              .summaryStatistics();
      style.setYAxisMin(Math.pow(10, Math.floor(Math.log10(figures.getMin()))));
      style.setYAxisMax(Math.pow(10, Math.ceil(Math.log10(figures.getMax()))));
    }
  }

  private BufferedImage draw(Panel panel) {
    CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);
    CategoryStyler style = chart.getStyler();
    ChartStyle.apply(style);
    style.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    // Otherwise the library would put points at the same position side by side, like bars.
    style.setOverlapped(true);
    style.setLegendFont(Fonts.sansSerif(12));
    style.setYAxisDecimalPattern("#,##0.###");
    scale(panel, style);
    // The library omits labels that are closer together than this.
    style.setXAxisTickMarkSpacingHint(1);
    chart.setXAxisTitle(panel.cause());
    chart.setYAxisTitle(panel.effect());
    for (Line line : panel.lines()) {
      CategorySeries series = chart.addSeries(line.name(), panel.places(), line.figures());
      Color colour = colour(line);
      series.setLineStyle(STROKE).setLineColor(colour);
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour);
    }
    return BitmapEncoder.getBufferedImage(chart);
  }
}
