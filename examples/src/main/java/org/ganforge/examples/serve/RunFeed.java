package org.ganforge.examples.serve;

import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunFollower;
import org.ganforge.observe.RunRecords;
import org.jspecify.annotations.Nullable;

/** A run's records, read at most twice a second for any number of pages. */
final class RunFeed {
  private static final long FRESH_NANOS = 500_000_000;

  private final RunFollower follower;
  private @Nullable Reading last;
  private long read;

  RunFeed(RunDirectory run) {
    this.follower = RunFollower.of(run);
  }

  /**
   * One reading.
   *
   * @param iteration of the last line of metrics
   */
  record Reading(RunRecords records, long iteration) {}

  /**
   * Returns the records, at most half a second old.
   *
   * @throws org.ganforge.error.InvalidInputException if a file is damaged
   */
  synchronized Reading read() {
    Reading reading = last;
    if (reading == null || System.nanoTime() - read >= FRESH_NANOS) {
      RunRecords records = follower.read();
      reading = new Reading(records, follower.iteration());
      last = reading;
      read = System.nanoTime();
    }
    return reading;
  }

  /** Makes the next call read the files again. */
  synchronized void expire() {
    last = null;
  }
}
