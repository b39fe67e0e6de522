package org.ganforge.examples.console;

import org.ganforge.run.RunFailedException;
import org.ganforge.train.DivergenceException;

/** Describes in one line why a training failed, and which command resumes it. */
record TrainingFailure(RunFailedException failure) {
  String line() {
    Throwable cause = failure.getCause();
    if (cause == null) {
      return String.valueOf(failure.getMessage());
    }
    return cause instanceof DivergenceException diverged
        ? failure.run() + ": " + diverged.getMessage() + kept(diverged) + hint()
        : Failures.line(cause) + goesOn();
  }

  private String goesOn() {
    String resume = "'" + Console.command("resume", failure.run()) + "' continues from ";
    return failure
        .checkpoint()
        .map(name -> (failure.isSaved() ? "; the weights are saved, and " : "; ") + resume + name)
        .orElse("");
  }

  private String kept(DivergenceException diverged) {
    return failure
        .kept()
        .map(place -> "; the weights of iteration " + diverged.iteration() + " are in " + place)
        .orElse("");
  }

  private String hint() {
    int rollbacks = failure.rollbacks();
    if (rollbacks > 0) {
      return "; " + Console.count(rollbacks, "rollback") + " did not help";
    }
    return failure
        .checkpoint()
        .map(
            name ->
                "; '"
                    + Console.command("resume", failure.run(), "--on-divergence", "rollback")
                    + "' continues from "
                    + name
                    + " with lower learning rates")
        .orElse("; there is no intact checkpoint to go back to");
  }
}
