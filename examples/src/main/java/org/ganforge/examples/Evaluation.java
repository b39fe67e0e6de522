package org.ganforge.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ganforge.evaluate.ClassCoverage;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of a run show, told to a person or to a program.
 *
 * @param seed of the samples
 * @param samples their classes, as the classifier sees them
 * @param data the classes of the images that the run has learned, by their labels
 * @param accuracy the classifier's own, on images that it has not seen; null where there are none
 */
record Evaluation(
    TrainedRun run,
    long seed,
    LearnedImages images,
    ClassCoverage samples,
    ClassCoverage data,
    @Nullable Double accuracy) {
  private static final int LONGEST_BAR = 30;

  /** Tells a person, with a bar for each class. */
  void tell(Console console, Path picture) {
    console.line("run       " + run.directory() + ", " + run.age());
    console.line("samples   " + String.format(Locale.ROOT, "%,d, seed %d", samples.total(), seed));
    console.line("judge     " + judge());
    console.line("");
    List<String> names = samples.classNames();
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    width = Math.max(width, "class".length());
    console.line("class" + " ".repeat(width - 5) + "  samples     data");
    double greatest = samples.shares().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    for (int i = 0; i < names.size(); i++) {
      long bar = Math.round(LONGEST_BAR * samples.share(i) / greatest);
      console.line(
          names.get(i)
              + " ".repeat(width - names.get(i).length())
              + String.format(
                  Locale.ROOT,
                  "  %5.1f %%  %5.1f %%%s",
                  100 * samples.share(i),
                  100 * data.share(i),
                  bar == 0 ? "" : "  " + "#".repeat((int) bar)));
    }
    console.line("");
    console.line("missing   " + missing());
    console.line(
        String.format(
            Locale.ROOT,
            "distance  %.1f %% of the samples would have to change class to match the data",
            100 * samples.distanceFrom(data)));
    console.line("bars      " + picture);
  }

  private String judge() {
    String judge = "a classifier trained on " + images.all().name();
    if (accuracy == null || images.test() == null) {
      return judge + "; no test images are at hand to check it";
    }
    return judge
        + String.format(
            Locale.ROOT,
            ", right on %.2f %% of its %,d test images",
            100 * accuracy,
            images.test().count());
  }

  private String missing() {
    return samples.missing().isEmpty() ? "none" : String.join(", ", samples.missing());
  }

  /** Returns the same for a program; shares and distance from 0 to 1, entropy in bits. */
  ObjectNode json(Path picture) {
    ObjectNode json =
        Json.object()
            .put("model", run.info().gan().name())
            .put("run", run.directory().toString())
            .put("iteration", run.trainer().iteration())
            .put("samples", samples.total())
            .put("seed", seed)
            .put("classifier_accuracy", accuracy);
    ArrayNode classes = json.putArray("classes");
    for (int i = 0; i < samples.classNames().size(); i++) {
      classes
          .addObject()
          .put("name", samples.classNames().get(i))
          .put("samples", samples.share(i))
          .put("data", data.share(i));
    }
    samples.missing().forEach(json.putArray("missing")::add);
    return json.put("distance", samples.distanceFrom(data))
        .put("entropy", samples.entropy())
        .put("picture", picture.toString());
  }
}
