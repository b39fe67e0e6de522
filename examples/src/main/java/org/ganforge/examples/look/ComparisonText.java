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
import org.ganforge.train.Measure;
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
      String names = name(i + 1) + " less " + name(0);
      comparison
          .differences()
          .get(i)
          .measures()
          .forEach((measure, found) -> tell(console, measure, names, found));
    }
    if (picture != null) {
      console.line("picture   " + picture);
    }
  }

  /** Returns the directory of a run, with its iteration if another one has the same directory. */
  private String name(int index) {
    Comparison.Compared run = comparison.runs().get(index);
    boolean isRepeated =
        comparison.runs().stream()
                .filter(other -> other.directory().equals(run.directory()))
                .count()
            > 1;
    return run.directory() + (isRepeated ? "@" + run.evaluation().iteration() : "");
  }

  private static void tell(Console console, Measure measure, String names, PairedDifference found) {
    boolean isFormer = measure.isBetter(found.difference(), 0);
    console.line(
        String.format(
            Locale.ROOT,
            "%-9s %s: %s, between %s and %s: %s",
            EvaluationTable.title(measure),
            names,
            EvaluationTable.number(measure, found.difference()),
            EvaluationTable.number(measure, found.low()),
            EvaluationTable.number(measure, found.high()),
            found.isCertain()
                ? "the " + (isFormer ? "former" : "latter") + " is better"
                : "no certain difference"));
  }

  /** Returns the same as JSON. */
  ObjectNode json(@Nullable Path picture) {
    ObjectNode json = Json.object().put("seed", seed);
    ArrayNode runs = json.putArray("runs");
    texts().forEach(text -> runs.add(text.json(null)));
    ArrayNode differences = json.putArray("differences");
    for (int i = 0; i < comparison.differences().size(); i++) {
      ObjectNode one =
          differences
              .addObject()
              .put("run", comparison.runs().get(i + 1).directory().toString())
              .put("iteration", comparison.runs().get(i + 1).evaluation().iteration())
              .put("less", comparison.runs().get(0).directory().toString())
              .put("less_iteration", comparison.runs().get(0).evaluation().iteration());
      comparison
          .differences()
          .get(i)
          .measures()
          .forEach((measure, found) -> put(one.putObject(measure.label()), found));
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
