package org.ganforge.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ganforge.examples.option.FormsArgument;
import org.ganforge.observe.GrowthChart;
import org.ganforge.tf.Precision;

/**
 * The cost of a DCGAN's iteration against batch size, image size and threads, each varied alone.
 *
 * @param precisions the precisions to measure
 */
record Growth(List<Precision> precisions) {
  private static final List<Integer> BATCH_SIZES = List.of(16, 32, 64, 128, 256, 512);
  private static final List<Integer> IMAGE_SIZES = List.of(28, 64, 128);
  private static final int SMALL_BATCH = 16;
  private static final int USUAL_BATCH = 64;
  private static final int SMALL_IMAGE = 28;

  /** The quantity that varies: its name, and the points at which it is measured. */
  private record Cause(String name, List<Point> points) {}

  /** A point: its axis label, and its form in each precision. */
  private record Point(String label, Function<Precision, BenchForm> form) {}

  /** Returns every form, once each. */
  List<BenchForm> forms() {
    return causes().stream()
        .flatMap(cause -> cause.points().stream())
        .flatMap(point -> precisions.stream().map(point.form()))
        .distinct()
        .toList();
  }

  /** Returns the curves, times above and memory below; empty if nothing was measured. */
  Optional<GrowthChart> chart(List<BenchResult> results, BenchRates rates) {
    ToDoubleFunction<BenchResult> time = result -> result.milliseconds().median();
    ToDoubleFunction<BenchResult> floor =
        result -> result.floor(rates.of(BenchProduct.of(result.form())));
    ToDoubleFunction<BenchResult> memory = result -> result.most("peak_kb") * 1024 / 1e6;
    List<GrowthChart.Panel> times = new ArrayList<>();
    List<GrowthChart.Panel> memories = new ArrayList<>();
    for (Cause cause : causes()) {
      List<Point> points = cause.points().stream().filter(p -> isMeasured(p, results)).toList();
      List<String> labels = points.stream().map(Point::label).toList();
      List<GrowthChart.Line> timeLines = new ArrayList<>();
      List<GrowthChart.Line> memoryLines = new ArrayList<>();
      for (Precision precision : precisions) {
        List<BenchResult> line =
            points.stream().map(p -> find(p.form().apply(precision), results)).toList();
        String name = precision.toString();
        add(timeLines, name, line, time);
        add(timeLines, name + " floor", line, floor);
        add(memoryLines, name, line, memory);
      }
      add(times, cause, "Milliseconds", labels, timeLines, true);
      add(memories, cause, "Peak memory in MB", labels, memoryLines, false);
    }
    List<List<GrowthChart.Panel>> rows =
        Stream.of(times, memories).filter(row -> !row.isEmpty()).toList();
    return rows.isEmpty() ? Optional.empty() : Optional.of(GrowthChart.of(rows));
  }

  /** Skips unknown figures: memory on some systems, and the floor if the rate is unknown. */
  private static void add(
      List<GrowthChart.Line> lines,
      String name,
      List<BenchResult> results,
      ToDoubleFunction<BenchResult> figure) {
    List<Double> figures = results.stream().mapToDouble(figure).boxed().toList();
    if (!figures.isEmpty() && figures.stream().allMatch(f -> f > 0 && Double.isFinite(f))) {
      lines.add(GrowthChart.Line.of(name, figures));
    }
  }

  private static void add(
      List<GrowthChart.Panel> panels,
      Cause cause,
      String effect,
      List<String> labels,
      List<GrowthChart.Line> lines,
      boolean logarithmic) {
    if (!lines.isEmpty()) {
      panels.add(
          GrowthChart.Panel.of(cause.name(), effect, labels, lines).withLogarithmic(logarithmic));
    }
  }

  private boolean isMeasured(Point point, List<BenchResult> results) {
    return precisions.stream()
        .map(point.form())
        .allMatch(form -> find(form, results).failure() == null);
  }

  private static BenchResult find(BenchForm form, List<BenchResult> results) {
    return results.stream().filter(result -> result.form().equals(form)).findFirst().orElseThrow();
  }

  private static List<Cause> causes() {
    int cores = Runtime.getRuntime().availableProcessors();
    IntStream threads =
        IntStream.concat(
            IntStream.iterate(1, count -> count < cores, count -> 2 * count), IntStream.of(cores));
    return List.of(
        new Cause(
            "Batch size, images of 28 x 28",
            BATCH_SIZES.stream().map(size -> point(size, SMALL_IMAGE, size, cores)).toList()),
        new Cause(
            "Height and width of an image, batches of 16",
            IMAGE_SIZES.stream().map(size -> point(size, size, SMALL_BATCH, cores)).toList()),
        new Cause(
            "Threads, batches of 64",
            threads.mapToObj(count -> point(count, SMALL_IMAGE, USUAL_BATCH, count)).toList()));
  }

  private static Point point(int label, int imageSize, int batchSize, int threads) {
    return new Point(
        Integer.toString(label),
        precision ->
            BenchForm.of(Dcgan.of(imageSize), batchSize, precision, FormsArgument.TRIAL, threads));
  }
}
