package org.ganforge.run;

import java.nio.file.Path;
import java.util.Optional;
import org.ganforge.cluster.WorkerLostException;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.RunDirectory;
import org.ganforge.train.DivergenceException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when training has started but cannot continue: a full disk, a number that is not finite.
 * Its message is one line that says what happened and from which checkpoint the run can be resumed;
 * its cause is the original failure.
 */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RunDirectory run;
  private final @Nullable String checkpoint;
  private final boolean saved;
  private final transient @Nullable Path kept;
  private final int rollbacks;

  private RunFailedException(String message, Facts facts, @Nullable Throwable cause) {
    super(message, cause);
    this.run = facts.run;
    this.checkpoint = facts.checkpoint;
    this.saved = facts.saved;
    this.kept = facts.kept;
    this.rollbacks = facts.rollbacks;
  }

  /**
   * The facts about a failure.
   *
   * @param run the run's directory
   * @param checkpoint the checkpoint to resume from; null if there is none
   * @param saved whether that was saved when training failed
   * @param kept where the weights before a divergence are; null if they were not kept
   * @param rollbacks how many rollbacks did not help
   */
  record Facts(
      RunDirectory run,
      @Nullable String checkpoint,
      boolean saved,
      @Nullable Path kept,
      int rollbacks) {
    static Facts of(RunDirectory run, @Nullable String checkpoint) {
      return new Facts(run, checkpoint, false, null, 0);
    }

    /** Returns the end of the message, which says how to continue. */
    String wayOut() {
      String weights = kept == null ? "" : "; the weights before it are in " + kept;
      if (rollbacks > 0) {
        return weights + "; rollbacks have not helped: " + rollbacks;
      }
      return checkpoint == null
          ? weights
          : weights
              + (saved ? "; the weights are saved" : "")
              + "; resume continues from "
              + checkpoint;
    }
  }

  /** Returns the failure with this cause. */
  static RunFailedException of(Facts facts, Throwable cause) {
    return new RunFailedException(line(cause) + facts.wayOut(), facts, cause);
  }

  /** Returns the failure for a directory that is gone. */
  static RunFailedException gone(RunDirectory run) {
    return new RunFailedException(
        "run directory " + run + ": expected it to remain during training; it is gone",
        Facts.of(run, null),
        null);
  }

  /** Our own messages are complete; other exceptions need their class name. */
  private static String line(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return cause instanceof InvalidInputException
            || cause instanceof DivergenceException
            || cause instanceof WorkerLostException
            || cause instanceof RunFailedException
        ? message
        : cause.getClass().getSimpleName() + ": " + message;
  }

  /** Returns the run's directory. */
  public RunDirectory run() {
    return run;
  }

  /** Returns the name of the checkpoint to resume from; empty if there is no intact one. */
  public Optional<String> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  /** Returns whether that checkpoint has the weights at the time of the failure. */
  public boolean isSaved() {
    return saved;
  }

  /**
   * Returns where the weights from before a divergence are; empty if a checkpoint has them, or they
   * are not finite either.
   */
  public Optional<Path> kept() {
    return Optional.ofNullable(kept);
  }

  /** Returns how many rollbacks did not help. */
  public int rollbacks() {
    return rollbacks;
  }
}
