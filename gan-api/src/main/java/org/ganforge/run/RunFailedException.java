package org.ganforge.run;

import java.nio.file.Path;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.observe.RunDirectory;
import org.ganforge.train.DivergenceException;
import org.jspecify.annotations.Nullable;

/**
 * A training that began well and could not go on: a full disk, a number that is not finite. Its
 * message is one line that says what happened and from where the run can be resumed; its cause is
 * what happened.
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
   * What is known of a failure.
   *
   * @param checkpoint to resume from; null where there is none
   * @param saved whether that was saved when the training failed
   * @param kept where the weights before a divergence lie; null where they don't
   * @param rollbacks how many have not helped
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

    /** Returns the end of a message, which says how to go on. */
    String wayOut() {
      String weights = kept == null ? "" : "; the weights before it are in " + kept;
      if (rollbacks > 0) {
        return weights + "; rollbacks have not helped: " + rollbacks;
      }
      return checkpoint == null
          ? weights
          : weights
              + (saved ? "; the weights are saved" : "")
              + "; resume goes on from "
              + checkpoint;
    }
  }

  /** Returns the failure that a cause has led to. */
  static RunFailedException of(Facts facts, Throwable cause) {
    return new RunFailedException(line(cause) + facts.wayOut(), facts, cause);
  }

  /** Returns the failure that the directory has gone. */
  static RunFailedException gone(RunDirectory run) {
    return new RunFailedException(
        "run directory " + run + ": expected it to stay while it is trained into; it is gone",
        Facts.of(run, null),
        null);
  }

  /** Messages of our own are whole sentences; those of others need their kind. */
  private static String line(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return cause instanceof InvalidInputException
            || cause instanceof DivergenceException
            || cause instanceof RunFailedException
        ? message
        : cause.getClass().getSimpleName() + ": " + message;
  }

  /** Returns the run's directory. */
  public RunDirectory run() {
    return run;
  }

  /** Returns the name of the checkpoint to resume from; nothing where there is no whole one. */
  public Optional<String> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  /** Returns whether that checkpoint holds the weights as they were when the training failed. */
  public boolean isSaved() {
    return saved;
  }

  /**
   * Returns where the weights of the iteration before a divergence lie; nothing where a checkpoint
   * has them, or they are not finite either.
   */
  public Optional<Path> kept() {
    return Optional.ofNullable(kept);
  }

  /** Returns how many rollbacks have not helped. */
  public int rollbacks() {
    return rollbacks;
  }
}
