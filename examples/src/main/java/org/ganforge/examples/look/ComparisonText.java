package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ganforge.evaluate.PairedDifference;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.run.Comparison;
import org.jspecify.annotations.Nullable;

/** A comparison of runs, as text and as JSON. */
record ComparisonText(Comparison comparison, long seed) {
  private List<EvaluationText> texts() {
    return comparison.runs().stream()
        .map(run -> new EvaluationText(run.directory(), run.info(), run.evaluation()))
        .toList();
  }

  /** Prints it. */
  void tell(Console console, @Nullable Path picture) {
    List<Comparison.Compared> runs = comparison.runs();
    console.line(
        String.format(
            Locale.ROOT,
            "samples   %,d of each run, seed %d",
            runs.get(0).evaluation().samples().total(),
            seed));
    texts().get(0).tellJudge(console);
    console.line("");
    new EvaluationTable(
            "run",
            runs.stream()
                .map(run -> run.directory() + ", iteration " + run.evaluation().iteration())
                .toList(),
            runs.stream().map(Comparison.Compared::evaluation).toList())
        .print(console);
    console.line("");
    for (int i = 0; i < comparison.differences().size(); i++) {
      Comparison.Difference difference = comparison.differences().get(i);
      String names = runs.get(i + 1).directory() + " less " + runs.get(0).directory();
      if (difference.frechet() != null) {
        tell(console, "Frechet", "%.2f", names, difference.frechet());
      }
      tell(console, "kernel", "%.3f", names, difference.kernel());
    }
    if (picture != null) {
      console.line("picture   " + picture);
    }
  }

  private static void tell(
      Console console, String measure, String format, String names, PairedDifference found) {
    console.line(
        String.format(
            Locale.ROOT,
            "%-9s %s: " + format + ", between " + format + " and " + format + ": %s",
            measure,
            names,
            found.difference(),
            found.low(),
            found.high(),
            found.isCertain()
                ? "the " + (found.difference() < 0 ? "former" : "latter") + " is better"
                : "no certain difference"));
  }

  /** Returns the same as JSON. */
  ObjectNode json(@Nullable Path picture) {
    ObjectNode json = Json.object().put("seed", seed);
    ArrayNode runs = json.putArray("runs");
    texts().forEach(text -> runs.add(text.json(null)));
    ArrayNode differences = json.putArray("differences");
    for (int i = 0; i < comparison.differences().size(); i++) {
      Comparison.Difference difference = comparison.differences().get(i);
      ObjectNode one =
          differences
              .addObject()
              .put("run", comparison.runs().get(i + 1).directory().toString())
              .put("less", comparison.runs().get(0).directory().toString());
      if (difference.frechet() != null) {
        put(one.putObject("frechet_distance"), difference.frechet());
      }
      put(one.putObject("kernel_distance"), difference.kernel());
    }
    return json.put("picture", picture == null ? null : picture.toString());
  }

  private static void put(ObjectNode json, PairedDifference found) {
    json.put("difference", found.difference())
        .put("deviation", found.deviation())
        .put("low", found.low())
        .put("high", found.high());
  }
}
