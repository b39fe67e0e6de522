package org.ganforge.observe;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.CategoryStyler;

/**
 * A bar chart of how often each class appears among samples, next to how often it appears in the
 * data: it shows, for example, a generator that draws only ones.
 *
 * <pre>{@code
 * CoverageChart.of(List.of("0", "1"), List.of(0.28, 0.72), List.of(0.47, 0.53)).write(Path.of("coverage.png"));
 * }</pre>
 */
public final class CoverageChart {
  private static final int HEIGHT = 420;
  private static final int LEAST_WIDTH = 640;
  private static final int MOST_WIDTH = 2560;
  private static final int BAR = 26;

  private final List<String> classNames;
  private final List<Double> samples;
  private final List<Double> data;

  private final @Nullable List<Double> requested;

  private CoverageChart(
      List<String> classNames,
      List<Double> samples,
      List<Double> data,
      @Nullable List<Double> requested) {
    this.classNames = List.copyOf(Checks.notEmpty("coverage classes", classNames, "name them"));
    this.samples = checked("coverage of samples", samples);
    this.data = checked("coverage of data", data);
    this.requested = requested == null ? null : checked("coverage of requested samples", requested);
  }

  /**
   * Returns a chart of shares in [0, 1], one per class, in the order of the names.
   *
   * @param samples each class's share of the samples
   * @param data each class's share of the real data
   */
  public static CoverageChart of(List<String> classNames, List<Double> samples, List<Double> data) {
    return new CoverageChart(classNames, samples, data, null);
  }

  /**
   * Returns a copy with a third bar for each class of a conditional GAN.
   *
   * @param requested the share of the samples that show the class and were requested to, at most
   *     the class's whole share
   */
  public CoverageChart withRequested(List<Double> requested) {
    return new CoverageChart(classNames, samples, data, requested);
  }

  /** Returns the picture, 24-bit RGB; the more classes, the wider. */
  public BufferedImage toBufferedImage() {
    int ofClass = (requested == null ? 2 : 3) * BAR;
    int width = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, 120 + ofClass * classNames.size()));
    CategoryChart chart = new CategoryChart(width, HEIGHT);
    style(chart.getStyler());
    chart.setTitle("Share of each class");
    chart.setYAxisTitle("Percent");
    add(chart, "Samples", samples).setFillColor(ChartStyle.VERMILION);
    if (requested != null) {
      add(chart, "As requested", requested).setFillColor(ChartStyle.ORANGE);
    }
    add(chart, "Data", data).setFillColor(ChartStyle.SKY_BLUE);
    return ChartPicture.of(BitmapEncoder.getBufferedImage(chart));
  }

  /**
   * Writes the picture as PNG, whole or not at all, replacing any existing file.
   *
   * @throws InvalidInputException if the file cannot be written or the machine has no font
   */
  public void write(Path png) {
    PngFile.write(png, toBufferedImage());
  }

  private void style(CategoryStyler style) {
    ChartStyle.apply(style);
    style.setPlotGridVerticalLinesVisible(false);
    style.setPlotContentSize(1);
    style.setAvailableSpaceFill(0.8);
    style.setYAxisMin(0.0);
    style.setYAxisMax(112 * greatest());
    style.setYAxisDecimalPattern("0.#");
    // The library omits labels that are closer together than this.
    style.setXAxisTickMarkSpacingHint(1);
    boolean longNames = classNames.stream().anyMatch(name -> name.length() > 4);
    style.setXAxisLabelRotation(longNames ? 30 : 0);
    style.setLabelsVisible(true);
    style.setLabelsPosition(1.05);
    style.setLabelsFont(Fonts.sansSerif(11));
  }

  private double greatest() {
    double greatest = Math.max(Collections.max(samples), Collections.max(data));
    return greatest == 0 ? 1 : greatest;
  }

  private CategorySeries add(CategoryChart chart, String name, List<Double> shares) {
    List<Double> percents = shares.stream().map(share -> 100 * share).toList();
    return chart.addSeries(name, classNames, percents);
  }

  private List<Double> checked(String where, List<Double> shares) {
    if (shares.size() != classNames.size()) {
      throw new InvalidInputException(
          where,
          classNames.size() + " shares, one for each class",
          shares.size() + "",
          "give as many as there are names");
    }
    for (int i = 0; i < shares.size(); i++) {
      Checks.closed(where + " " + classNames.get(i), shares.get(i), 0, 1);
    }
    return List.copyOf(shares);
  }
}
