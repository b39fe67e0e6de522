package org.ganforge.examples.look;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.run.Evaluation;
import org.ganforge.run.EvaluationFigures;
import org.ganforge.train.Measure;

/**
 * A table of evaluations by one classifier and against the same real images: a row for each, and
 * one for real images.
 *
 * @param head the heading of the names
 * @param names the names of the rows
 * @param rows one for each name
 */
record EvaluationTable(String head, List<String> names, List<Evaluation> rows) {
  private static final String REAL = "real";

  /** Returns the table of a run's checkpoints. */
  static EvaluationTable ofCheckpoints(List<Evaluation> rows) {
    return new EvaluationTable(
        "iteration", rows.stream().map(row -> row.iteration() + "").toList(), rows);
  }

  /** Prints the table. */
  void print(Console console) {
    int width = Math.max(head.length(), REAL.length());
    for (String name : names) {
      width = Math.max(width, name.length());
    }
    console.line(
        padded(head, width)
            + Arrays.stream(Measure.values())
                .map(measure -> cell(title(measure)))
                .collect(Collectors.joining())
            + cell("no class")
            + (isConditional() ? cell("right") : ""));
    for (int i = 0; i < rows.size(); i++) {
      console.line(padded(names.get(i), width) + cells(rows.get(i)));
    }
    EvaluationFigures figures = rows.get(0).figures();
    if (figures != null) {
      console.line(
          padded(REAL, width)
              + Arrays.stream(Measure.values())
                  .filter(measure -> measure != Measure.CLASS_DISTANCE)
                  .map(measure -> cell(number(measure, figures.floor().value(measure))))
                  .collect(Collectors.joining()));
    }
  }

  /** Returns whether each row has the share of samples that show the requested class. */
  private boolean isConditional() {
    return rows.stream().allMatch(row -> row.byClass() != null);
  }

  private String cells(Evaluation row) {
    return Arrays.stream(Measure.values())
            .map(
                measure -> {
                  OptionalDouble value = row.value(measure);
                  return cell(value.isEmpty() ? "-" : number(measure, value.getAsDouble()));
                })
            .collect(Collectors.joining())
        + cell(percent(row.samples().noneShare()))
        + (isConditional() && row.byClass() != null
            ? cell(percent(row.byClass().agreement().share()))
            : "");
  }

  /** Returns the best row by a measure; empty if no row has it. */
  Optional<Evaluation> best(Measure measure) {
    Evaluation best = null;
    for (Evaluation row : rows) {
      OptionalDouble value = row.value(measure);
      if (value.isPresent()
          && (best == null
              || measure.isBetter(value.getAsDouble(), best.value(measure).orElseThrow()))) {
        best = row;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Returns a measure's name as a column heading. */
  static String title(Measure measure) {
    return switch (measure) {
      case FRECHET_DISTANCE -> "Frechet";
      case KERNEL_DISTANCE -> "kernel";
      case PRECISION, RECALL, DENSITY, COVERAGE -> measure.label();
      case CLASS_DISTANCE -> "classes";
    };
  }

  /** Returns a measure's value as a table cell. */
  static String number(Measure measure, double value) {
    return switch (measure) {
      case FRECHET_DISTANCE -> String.format(Locale.ROOT, "%.2f", value);
      case CLASS_DISTANCE -> percent(value);
      case KERNEL_DISTANCE, PRECISION, RECALL, DENSITY, COVERAGE ->
          String.format(Locale.ROOT, "%.3f", value);
    };
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String cell(String text) {
    return " ".repeat(Math.max(1, 11 - text.length())) + text;
  }

  /** Returns the rows as JSON, each as in {@code evaluate --json}. */
  static ObjectNode json(EvaluationText first, List<EvaluationText> rows, Optional<Long> best) {
    ObjectNode json =
        Json.object().put("model", first.info().gan().name()).put("run", first.run().toString());
    ArrayNode checkpoints = json.putArray("checkpoints");
    rows.forEach(row -> checkpoints.add(row.json(null)));
    return json.put("best", best.orElse(null));
  }
}
