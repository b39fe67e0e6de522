package org.ganforge.tf.form;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long trials may still time candidates. Time in which the process had to wait for a busy
 * processor doesn't count, up to three times the limit: the forms are cached, and would stay slow
 * on a machine that was busy once.
 */
final class TrialTime {
  private static final int MOST_OF_LIMIT = 4;

  private final long limit;
  private final LongSupplier wall;
  private final LongSupplier processor;
  private final long wallStart;
  private final long processorStart;

  /** Returns the time from now on. */
  static TrialTime of(Duration limit) {
    return new TrialTime(limit, System::nanoTime, TrialTime::processorTime);
  }

  /**
   * Starts the time.
   *
   * @param wall nanoseconds of the clock
   * @param processor nanoseconds that all threads of the process have computed; always 0 if unknown
   */
  TrialTime(Duration limit, LongSupplier wall, LongSupplier processor) {
    this.limit = limit.toNanos();
    this.wall = wall;
    this.processor = processor;
    this.wallStart = wall.getAsLong();
    this.processorStart = processor.getAsLong();
  }

  private static long processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** Returns whether nothing more is to be timed. */
  boolean isOver() {
    long passed = wall.getAsLong() - wallStart;
    if (passed < limit) {
      return false;
    }
    long computed = processor.getAsLong() - processorStart;
    return processorStart == 0 || computed >= limit || passed >= MOST_OF_LIMIT * limit;
  }
}
