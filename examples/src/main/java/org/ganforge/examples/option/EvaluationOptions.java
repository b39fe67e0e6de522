package org.ganforge.examples.option;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.train.EvaluationPlan;
import org.ganforge.train.Measure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How samples are measured while a model is trained. */
public final class EvaluationOptions {
  private static final String KEEP_BEST = "--keep-best";

  @Option(
      names = KEEP_BEST,
      paramLabel = "MEASURE",
      description =
          "measure samples during the training, and keep the checkpoint that is best by this:"
              + " frechet_distance, kernel_distance, precision, recall, density, coverage or"
              + " class_distance")
  private @Nullable String keepBest;

  @Option(
      names = "--evaluate-every",
      paramLabel = "N",
      description =
          "iterations between two evaluations; default: the model's, else as many as keep them"
              + " below 5 %% of the time")
  private @Nullable Long every;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "end the training when N evaluations in a row have brought nothing better")
  private @Nullable Integer patience;

  /** Returns the plan that is asked for; null where neither the model nor an option asks. */
  @Nullable EvaluationPlan apply(@Nullable EvaluationPlan own) {
    if (keepBest == null && every == null && patience == null) {
      return own;
    }
    EvaluationPlan plan = own == null ? EvaluationPlan.of() : own;
    if (keepBest != null) {
      plan = plan.withMeasures(first(measure(keepBest), own == null ? List.of() : own.measures()));
    }
    if (every != null) {
      plan = plan.withEvery(Checks.positive("--evaluate-every", every));
    }
    return patience == null ? plan : plan.withPatience(Checks.notNegative("--patience", patience));
  }

  /** The model's other measures are still taken. */
  private static List<Measure> first(Measure first, List<Measure> others) {
    Set<Measure> all = new LinkedHashSet<>(List.of(first));
    all.addAll(others);
    return List.copyOf(all);
  }

  private static Measure measure(String label) {
    return Arrays.stream(Measure.values())
        .filter(measure -> measure.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    KEEP_BEST,
                    "one of "
                        + Arrays.stream(Measure.values())
                            .map(Measure::label)
                            .collect(Collectors.joining(", ")),
                    '"' + label + '"',
                    "name the measure that says which checkpoint is the best; class_distance is"
                        + " what earlier versions took"));
  }
}
