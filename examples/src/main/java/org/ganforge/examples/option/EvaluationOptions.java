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

/** How samples are measured during training. */
public final class EvaluationOptions {
  private static final String KEEP_BEST = "--keep-best";

  /**
   * Figures of {@code evaluate} that don't order checkpoints: a classifier score or a share of
   * recognised classes is perfect with one image per class, and noise has no copies.
   */
  private static final Set<String> ONLY_PRINTED =
      Set.of(
          "classifier_score",
          "copies",
          "covered",
          "divergence_from_uniform",
          "entropy",
          "missing",
          "none",
          "right",
          "total_variation");

  @Option(
      names = KEEP_BEST,
      paramLabel = "MEASURE",
      description =
          "measure samples during training, and keep the best checkpoint by this measure:"
              + " frechet_distance, kernel_distance, precision, recall, density, coverage or"
              + " class_distance")
  private @Nullable String keepBest;

  @Option(
      names = "--evaluate-every",
      paramLabel = "N",
      description =
          "iterations between evaluations; default: the model's, otherwise chosen so that"
              + " evaluations take at most 5 %% of the time")
  private @Nullable Long every;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "end training after N evaluations in a row without improvement")
  private @Nullable Integer patience;

  /** Returns the requested plan; null if neither the model nor an option requests one. */
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

  /** Keeps the model's other measures. */
  private static List<Measure> first(Measure first, List<Measure> others) {
    Set<Measure> all = new LinkedHashSet<>(List.of(first));
    all.addAll(others);
    return List.copyOf(all);
  }

  private static Measure measure(String label) {
    return Arrays.stream(Measure.values())
        .filter(measure -> measure.label().equals(label))
        .findFirst()
        .orElseThrow(() -> unknown(label));
  }

  private static InvalidInputException unknown(String label) {
    boolean isPrinted = ONLY_PRINTED.contains(label);
    return new InvalidInputException(
        KEEP_BEST,
        "one of "
            + Arrays.stream(Measure.values()).map(Measure::label).collect(Collectors.joining(", ")),
        '"' + label + '"' + (isPrinted ? ", which only evaluate measures" : ""),
        "name the measure that decides which checkpoint is best; "
            + (isPrinted
                ? "class_distance counts missing, unequal and unrecognised classes"
                : "earlier versions used class_distance"));
  }
}
