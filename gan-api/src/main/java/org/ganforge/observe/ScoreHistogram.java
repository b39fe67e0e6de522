package org.ganforge.observe;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.internal.Checks;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The distribution of a discriminator's outputs for several kinds of images, as the share of images
 * in each of 40 bins. If training images score higher than unseen ones, the discriminator has
 * memorized them.
 *
 * <pre>{@code
 * ScoreHistogram.of().with("Learned", scores).with("Samples", others).write(Path.of("histogram.png"));
 * }</pre>
 */
public final class ScoreHistogram {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int BINS = 40;
  private static final List<Color> COLOURS =
      List.of(ChartStyle.BLUE, ChartStyle.ORANGE, ChartStyle.VERMILION, ChartStyle.SKY_BLUE);

  private final List<Kind> kinds;

  private record Kind(String name, List<Double> scores) {}

  private ScoreHistogram(List<Kind> kinds) {
    this.kinds = kinds;
  }

  /** Returns an empty histogram. */
  public static ScoreHistogram of() {
    return new ScoreHistogram(List.of());
  }

  /**
   * Returns a copy with another kind of images, up to four.
   *
   * @param name their name in the legend
   * @param scores the discriminator's output for each
   */
  public ScoreHistogram with(String name, List<Double> scores) {
    List<Double> checked = Checks.notEmpty("scores of " + name, scores, "score some images");
    checked.forEach(score -> Checks.finite("score of " + name, score));
    return new ScoreHistogram(
        Stream.concat(kinds.stream(), Stream.of(new Kind(name, List.copyOf(checked)))).toList());
  }

  /** Returns the picture, 24-bit RGB. */
  public BufferedImage toBufferedImage() {
    Checks.notEmpty("score histogram", kinds, "add scores");
    double low = all().min(Double::compare).orElseThrow();
    double high = all().max(Double::compare).orElseThrow();
    double width = high > low ? (high - low) / BINS : 1;
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    ChartStyle.apply(chart.getStyler());
    chart.setTitle("Discriminator's scores");
    chart.setXAxisTitle("Score");
    chart.setYAxisTitle("Percent of the images");
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setXAxisDecimalPattern("0.##").setYAxisDecimalPattern("0.#");
    for (int i = 0; i < kinds.size(); i++) {
      add(chart, kinds.get(i), low, width, COLOURS.get(i % COLOURS.size()));
    }
    return ChartPicture.of(BitmapEncoder.getBufferedImage(chart));
  }

  private Stream<Double> all() {
    return kinds.stream().flatMap(kind -> kind.scores.stream());
  }

  /** Returns the percentage of scores in each bin; the last includes its upper edge. */
  static List<Double> percentages(List<Double> scores, double low, double width) {
    int[] counts = new int[BINS];
    for (double score : scores) {
      counts[Math.min(BINS - 1, (int) ((score - low) / width))]++;
    }
    List<Double> shares = new ArrayList<>();
    for (int count : counts) {
      shares.add(100.0 * count / scores.size());
    }
    return shares;
  }

  /** Draws a step for each bin. */
  private static void add(XYChart chart, Kind kind, double low, double width, Color colour) {
    List<Double> shares = percentages(kind.scores, low, width);
    double[] x = new double[2 * BINS];
    double[] y = new double[2 * BINS];
    for (int i = 0; i < x.length; i++) {
      int edge = (i + 1) / 2;
      x[i] = low + edge * width;
      y[i] = shares.get(i / 2);
    }
    XYSeries series = chart.addSeries(kind.name, x, y);
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour);
    series.setLineStyle(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }

  /**
   * Writes the picture as PNG, whole or not at all, replacing any existing file.
   *
   * @throws org.ganforge.error.InvalidInputException if the file cannot be written or the machine
   *     has no font
   */
  public void write(Path png) {
    PngFile.write(png, toBufferedImage());
  }
}
