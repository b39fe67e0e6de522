package org.ganforge.observe;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.train.Epochs;
import org.ganforge.train.Measurement;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows the progress of training on a console: iteration, losses, accuracies, the first measure of
 * the last evaluation, images per second, the time left, and on a terminal the newest warning. On a
 * terminal it is one line with a bar, redrawn up to ten times a second; elsewhere, as in a file or
 * a build log, a line for the first and the last iteration, for the last of each epoch, and every
 * ten seconds in between. If epochs are shorter than a second, it prints at most one line per
 * second. Rates are averages of about the last ten seconds.
 */
public final class ConsoleProgress implements TrainingListener {
  private static final long SECOND = 1_000_000_000L;
  private static final int USUAL_WIDTH = 80;

  private final PrintStream out;
  private final boolean terminal;
  private final int width;
  private final ProgressLine line;
  private final LongSupplier nanoTime;
  private final Rates rates = Rates.of();
  private long total;
  private @Nullable Epochs epochs;
  private long shown;
  private long epochShown;
  private TrainingEvent.@Nullable IterationDone hidden;
  private @Nullable Measurement measured;
  private String warning = "";

  private ConsoleProgress(PrintStream out, boolean terminal, int width, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.width = Checks.positive("console width", width);
    this.line = new ProgressLine(width);
    this.nanoTime = nanoTime;
  }

  /** Returns a listener for a console of 80 characters. */
  public static ConsoleProgress of(PrintStream out, boolean terminal) {
    return new ConsoleProgress(out, terminal, USUAL_WIDTH, System::nanoTime);
  }

  /** Returns a new listener for a terminal of this width in characters; its line stays shorter. */
  public ConsoleProgress withWidth(int width) {
    return new ConsoleProgress(out, terminal, width, nanoTime);
  }

  /** Returns a new listener with this clock, in nanoseconds from an arbitrary origin. */
  ConsoleProgress withClock(LongSupplier nanoTime) {
    return new ConsoleProgress(out, terminal, width, nanoTime);
  }

  /**
   * Shows a warning in the line on a terminal, until the next one.
   *
   * @param text a few words, {@code samples alike at 1200}
   */
  public void warn(String text) {
    warning = InvalidInputException.oneLine(text);
  }

  @Override
  public void on(TrainingEvent event) {
    long now = nanoTime.getAsLong();
    if (event instanceof TrainingEvent.Started started) {
      total = started.iterations();
      epochs = started.epochs();
      rates.start(now);
      shown = now - 1000 * SECOND;
      epochShown = shown;
    } else if (event instanceof TrainingEvent.Evaluated evaluated) {
      measured = evaluated.measurements().get(0);
    } else if (event instanceof TrainingEvent.IterationDone done) {
      rates.add(now, done.images());
      hidden = done;
      if (isEndOfEpoch(now, done) || now - shown >= (terminal ? SECOND / 10 : 10 * SECOND)) {
        show(now, done);
      }
    } else if (event instanceof TrainingEvent.Finished) {
      if (hidden != null) {
        show(now, hidden);
      }
      if (terminal && rates.any()) {
        out.println();
      }
      out.flush();
    }
  }

  private boolean isEndOfEpoch(long now, TrainingEvent.IterationDone done) {
    boolean isDue =
        !terminal
            && now - epochShown >= SECOND
            && epochs != null
            && epochs.endsAt(done.iteration());
    if (isDue) {
      epochShown = now;
    }
    return isDue;
  }

  private void show(long now, TrainingEvent.IterationDone done) {
    if (terminal) {
      out.print('\r' + line.drawn(done, total, rates, measured, warning));
    } else {
      out.println(line.plain(done, total, epochs, rates, measured));
    }
    out.flush();
    shown = now;
    hidden = null;
  }
}
