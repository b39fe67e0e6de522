package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.evaluate.ClassAgreement;
import org.ganforge.examples.console.Console;
import org.ganforge.run.ClassFigures;

/** A conditional GAN's quality for each class, as text and as JSON. */
record ClassesText(ClassFigures figures) {
  /** Prints one line per class. */
  void tell(Console console) {
    ClassAgreement agreement = figures.agreement();
    List<String> names =
        agreement.classNames().stream().map(InvalidInputException::oneLine).toList();
    int width = Math.max(10, names.stream().mapToInt(String::length).max().orElse(0));
    console.line("");
    console.line(
        "requested " + " ".repeat(width - 10) + "    right    Frechet     real  of images");
    for (int label = 0; label < names.size(); label++) {
      String distances =
          distance(label)
              .map(
                  of ->
                      String.format(
                          Locale.ROOT,
                          " %10.2f %8.2f %10d",
                          of.frechetDistance(),
                          of.floor(),
                          of.count()))
              .orElse("          -        -          -");
      console.line(
          names.get(label)
              + " ".repeat(width - names.get(label).length())
              + String.format(Locale.ROOT, "  %5.1f %%", 100 * agreement.share(label))
              + distances);
    }
    console.line(
        String.format(
            Locale.ROOT,
            "right     %.1f %% of the samples show the requested class",
            100 * agreement.share()));
  }

  private Optional<ClassFigures.ClassDistance> distance(int label) {
    return figures.distances().stream().filter(one -> one.label() == label).findFirst();
  }

  /**
   * Returns for each class the share of all samples that were requested to show it and do, followed
   * by 0 for no class.
   */
  List<Double> requested() {
    ClassAgreement agreement = figures.agreement();
    double all = agreement.asked().stream().mapToInt(Integer::intValue).sum();
    return Stream.concat(agreement.right().stream().map(right -> right / all), Stream.of(0.0))
        .toList();
  }

  /** Adds the same as JSON. */
  void putInto(ObjectNode json) {
    ClassAgreement agreement = figures.agreement();
    json.put("right", agreement.share());
    ArrayNode classes = json.putArray("by_class");
    for (int label = 0; label < agreement.classNames().size(); label++) {
      ObjectNode one =
          classes
              .addObject()
              .put("name", agreement.classNames().get(label))
              .put("asked", agreement.asked().get(label))
              .put("right", agreement.right().get(label))
              .put("none", agreement.none().get(label))
              .put("share", agreement.share(label));
      distance(label)
          .ifPresent(
              of ->
                  one.put("images", of.count())
                      .put("frechet_distance", of.frechetDistance())
                      .put("floor", of.floor()));
    }
  }
}
