package org.ganforge.train;

import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Copy;

/**
 * How samples are evaluated during training. It requires labelled images, to train the classifier
 * whose features the measures use, and doesn't affect what the GAN learns.
 *
 * @param every the number of iterations between evaluations; 0 (the default) chooses it so that
 *     they take less than a twentieth of the training time, which depends on the machine
 * @param samples how many samples are measured, at most half the number of training images; 1,000
 *     by default
 * @param measures the measures; the first one decides which checkpoint is the best and therefore
 *     kept; the Frechet distance by default
 * @param patience training ends after this many evaluations in a row without improvement; 0 (the
 *     default) for never
 */
public record EvaluationPlan(long every, int samples, List<Measure> measures, int patience) {
  /** Checks the arguments. */
  public EvaluationPlan {
    Checks.notNegative("evaluate every", every);
    if (samples < 10) {
      throw new InvalidInputException(
          "evaluate samples", "at least 10", samples + "", "measure more of them");
    }
    measures = List.copyOf(Checks.notEmpty("evaluate measures", measures, "name one"));
    Checks.distinct("evaluate measures", measures.stream().map(Measure::label).toList());
    Checks.notNegative("evaluate patience", patience);
  }

  /** Returns the defaults. */
  public static EvaluationPlan of() {
    return new EvaluationPlan(0, 1000, List.of(Measure.FRECHET_DISTANCE), 0);
  }

  /** Returns the measure that decides which checkpoint is the best. */
  public Measure first() {
    return measures.get(0);
  }

  /** Returns a copy with this {@code every}. */
  public EvaluationPlan withEvery(long every) {
    return Copy.with(this, "every", every);
  }

  /** Returns a copy with this {@code samples}. */
  public EvaluationPlan withSamples(int samples) {
    return Copy.with(this, "samples", samples);
  }

  /** Returns a copy with these {@code measures}. */
  public EvaluationPlan withMeasures(List<Measure> measures) {
    return Copy.with(this, "measures", measures);
  }

  /** Returns a copy with this {@code patience}. */
  public EvaluationPlan withPatience(int patience) {
    return Copy.with(this, "patience", patience);
  }
}
