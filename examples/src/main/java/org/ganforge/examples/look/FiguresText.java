package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.ganforge.evaluate.NearestImages;
import org.ganforge.evaluate.SampleMeasures;
import org.ganforge.examples.console.Console;
import org.ganforge.run.EvaluationFigures;

/** How realistic samples are, as text and as JSON. */
record FiguresText(EvaluationFigures figures) {
  /**
   * Prints each figure beside that of real images.
   *
   * @param whose whose features were used, such as {@code the classifier's}
   */
  void tell(Console console, String whose) {
    SampleMeasures samples = figures.samples();
    SampleMeasures floor = figures.floor();
    console.line("");
    console.line("figure            samples    real");
    line(console, "Frechet dist.", "%.2f", samples.frechetDistance(), floor.frechetDistance());
    line(
        console,
        "kernel dist.",
        "%.3f",
        samples.kernelDistance().mean(),
        floor.kernelDistance().mean());
    line(
        console,
        "precision",
        "%.3f",
        samples.manifolds().precision(),
        floor.manifolds().precision());
    line(console, "recall", "%.3f", samples.manifolds().recall(), floor.manifolds().recall());
    line(console, "density", "%.3f", samples.balls().density(), floor.balls().density());
    line(console, "coverage", "%.3f", samples.balls().coverage(), floor.balls().coverage());
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

  private static void line(
      Console console, String name, String format, double samples, double real) {
    console.line(
        String.format(
            Locale.ROOT,
            "%-15s %9s %7s",
            name,
            String.format(Locale.ROOT, format, samples),
            String.format(Locale.ROOT, format, real)));
  }

  /** Adds the same as JSON. */
  void putInto(ObjectNode json) {
    ObjectNode all = json.putObject("figures");
    all.put("images", figures.samples().count());
    all.put("floor_is_of_test_images", figures.isFloorUnseen());
    put(all.putObject("samples"), figures.samples());
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
