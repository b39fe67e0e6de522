package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.ganforge.evaluate.NearestImages;
import org.ganforge.evaluate.NeighbourDeviations;
import org.ganforge.evaluate.SampleMeasures;
import org.ganforge.examples.console.Console;
import org.ganforge.run.EvaluationFigures;
import org.ganforge.train.Measure;

/** How realistic samples are, as text and as JSON. */
record FiguresText(EvaluationFigures figures) {
  /** The measures that have an interval. */
  private static final List<Measure> UNCERTAIN =
      List.of(Measure.PRECISION, Measure.RECALL, Measure.DENSITY, Measure.COVERAGE);

  /**
   * Prints each figure beside that of real images.
   *
   * @param whose whose features were used, such as {@code the classifier's}
   */
  void tell(Console console, String whose) {
    SampleMeasures samples = figures.samples();
    SampleMeasures floor = figures.floor();
    console.line("");
    console.line(
        "figure            samples    real"
            + (figures.deviations() == null ? "" : "  95 % interval of the samples' figure"));
    line(console, "Frechet dist.", "%.2f", samples.frechetDistance(), floor.frechetDistance(), "");
    line(
        console,
        "kernel dist.",
        "%.3f",
        samples.kernelDistance().mean(),
        floor.kernelDistance().mean(),
        "");
    for (Measure measure : UNCERTAIN) {
      double value = samples.value(measure);
      line(console, measure.label(), "%.3f", value, floor.value(measure), interval(measure, value));
    }
    console.line(
        String.format(
            Locale.ROOT,
            "figures   of %,d samples against as many training images, in %s features, so not an"
                + " FID; 'real' are %s",
            samples.count(),
            whose,
            figures.isFloorUnseen() ? "test images" : "other training images"));
    NearestImages nearest = figures.nearest();
    console.line(
        String.format(
            Locale.ROOT,
            "copies    %.1f %% of %,d samples are copies of a training image",
            100 * nearest.copies(),
            nearest.indices().size()));
  }

  private String interval(Measure measure, double value) {
    NeighbourDeviations deviations = figures.deviations();
    return deviations == null
        ? ""
        : String.format(
            Locale.ROOT,
            "  %.3f to %.3f",
            deviations.low(measure, value),
            deviations.high(measure, value));
  }

  private static void line(
      Console console, String name, String format, double samples, double real, String interval) {
    console.line(
        String.format(
            Locale.ROOT,
            "%-15s %9s %7s%s",
            name,
            String.format(Locale.ROOT, format, samples),
            String.format(Locale.ROOT, format, real),
            interval));
  }

  /** Adds the same as JSON. */
  void putInto(ObjectNode json) {
    ObjectNode all = json.putObject("figures");
    all.put("images", figures.samples().count());
    all.put("floor_is_of_test_images", figures.isFloorUnseen());
    ObjectNode samples = all.putObject("samples");
    put(samples, figures.samples());
    NeighbourDeviations deviations = figures.deviations();
    if (deviations != null) {
      for (Measure measure : UNCERTAIN) {
        samples.put(measure.label() + "_deviation", deviations.of(measure));
      }
    }
    put(all.putObject("floor"), figures.floor());
    all.put("compared_with_all", figures.nearest().indices().size());
    all.put("copies", figures.nearest().copies());
  }

  private static void put(ObjectNode json, SampleMeasures measures) {
    json.put("frechet_distance", measures.frechetDistance())
        .put("kernel_distance", measures.kernelDistance().mean())
        .put("kernel_distance_deviation", measures.kernelDistance().deviation())
        .put("precision", measures.manifolds().precision())
        .put("recall", measures.manifolds().recall())
        .put("density", measures.balls().density())
        .put("coverage", measures.balls().coverage());
  }
}
