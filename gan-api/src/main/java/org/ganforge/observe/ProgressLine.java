package org.ganforge.observe;

import java.util.Locale;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.Epochs;
import org.ganforge.train.Measurement;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.jspecify.annotations.Nullable;

/** The text of the progress display, in English notation in every locale. */
final class ProgressLine {
  private static final int WIDE = 110;
  private static final int LONGEST_BAR = 40;
  private static final int SHORTEST_BAR = 5;

  private final int width;

  ProgressLine(int width) {
    this.width = width;
  }

  /**
   * Returns the line for a terminal, padded so that it covers the one before. It leaves the last
   * column free, since some terminals wrap as soon as it is written.
   *
   * @param warning the newest one, which takes its room from the bar, and ends in {@code ...} if
   *     that is not enough; empty for none
   */
  String drawn(
      TrainingEvent.IterationDone done,
      long total,
      Rates rates,
      @Nullable Measurement measured,
      String warning) {
    String end = Long.toString(total);
    String count = String.format(Locale.ROOT, "%" + end.length() + "d/%s", done.iteration(), end);
    boolean wide = width >= WIDE;
    String rest =
        String.join(
            " ",
            wide ? full("d", done.discriminator()) : brief("d", done.discriminator()),
            wide ? full("g", done.generator()) : brief("g", done.generator()),
            (wide ? measured(measured, " ") : "") + rate(rates) + " img/s",
            left(done, total, rates));
    rest += shortened(warning, width - 1 - count.length() - " ".length() - rest.length());
    int free = Math.min(LONGEST_BAR, width - 1 - count.length() - rest.length() - " [] ".length());
    String line =
        count
            + (free < SHORTEST_BAR ? " " : " [" + bar(done.iteration(), total, free) + "] ")
            + rest;
    String shown = words(line, width - 1);
    return shown + " ".repeat(width - 1 - shown.length());
  }

  /** Returns a warning with the mark before it, in at most so many columns; empty if none fits. */
  private static String shortened(String warning, int room) {
    String mark = " ! ";
    String ellipsis = "...";
    if (warning.isEmpty() || mark.length() + warning.length() <= room) {
      return warning.isEmpty() ? "" : mark + warning;
    }
    String start = words(warning, room - mark.length() - ellipsis.length());
    return start.isEmpty() ? "" : mark + start + ellipsis;
  }

  /** Returns as many whole words of a text as fit, since a part of a number is another number. */
  private static String words(String text, int room) {
    return text.length() <= room
        ? text
        : text.substring(0, Math.max(0, text.lastIndexOf(' ', room)));
  }

  /** Returns the line for a file. */
  String plain(
      TrainingEvent.IterationDone done,
      long total,
      @Nullable Epochs epochs,
      Rates rates,
      @Nullable Measurement measured) {
    return String.join(
        "  ",
        "iteration " + done.iteration() + "/" + total + epoch(done.iteration(), total, epochs),
        full("d", done.discriminator()),
        full("g", done.generator()),
        measured(measured, "  ") + rate(rates) + " images/s",
        left(done, total, rates));
  }

  private static String epoch(long iteration, long total, @Nullable Epochs epochs) {
    return epochs == null ? "" : "  epoch " + epochs.at(iteration) + "/" + epochs.at(total);
  }

  private static String bar(long iteration, long total, int length) {
    int full = (int) (length * Math.min(iteration, total) / Math.max(1, total));
    String head = full > 0 && full < length ? "=".repeat(full - 1) + ">" : "=".repeat(full);
    return head + ".".repeat(length - full);
  }

  /**
   * If the schedule checks a network, the check decides, so it is shown with the number of batches.
   */
  private static String full(String network, NetworkMetrics metrics) {
    String training = metrics(network, metrics.training());
    BatchMetrics validation = metrics.validation();
    return validation == null
        ? training
        : String.join(
            " ",
            training,
            metrics(network + "_val", validation),
            network + "_batches",
            Long.toString(metrics.updates()));
  }

  /**
   * Returns the first measure of the last evaluation, followed by the gap; empty if there was none.
   */
  private static String measured(@Nullable Measurement measured, String gap) {
    return measured == null
        ? ""
        : measured.measure().label() + " " + format("%.4g", measured.value()) + gap;
  }

  private static String metrics(String network, BatchMetrics metrics) {
    return network
        + "_loss "
        + loss(metrics.loss())
        + " "
        + network
        + "_acc "
        + format("%.3f", metrics.accuracy())
        + classes(network, metrics)
        + augmentation(network, metrics);
  }

  private static String augmentation(String network, BatchMetrics metrics) {
    Double probability = metrics.augmentation();
    return probability == null
        ? ""
        : " " + network + "_augmentation " + format("%.3f", probability);
  }

  private static String classes(String network, BatchMetrics metrics) {
    BatchMetrics.Classes classes = metrics.classes();
    return classes == null
        ? ""
        : " " + network + "_class_acc " + format("%.3f", classes.accuracy());
  }

  private static String brief(String network, NetworkMetrics metrics) {
    BatchMetrics validation = metrics.validation();
    BatchMetrics training = metrics.training();
    String loss = network + " " + loss(training.loss());
    return validation == null
        ? loss + format(" %.0f%%", 100 * training.accuracy())
        : loss + format(" val %.0f%%", 100 * validation.accuracy()) + " #" + metrics.updates();
  }

  private static String loss(double loss) {
    return format(Math.abs(loss) < 1000 ? "%.4f" : "%.3e", loss);
  }

  private static String rate(Rates rates) {
    double rate = rates.imagesPerSecond();
    return Double.isFinite(rate) ? format(rate < 10 ? "%.1f" : "%.0f", rate) : "-";
  }

  private static String left(TrainingEvent.IterationDone done, long total, Rates rates) {
    long seconds = Math.round(rates.secondsFor(Math.max(0, total - done.iteration())));
    return time(seconds) + " left";
  }

  /** Returns 0:07, 2:13, 1:02:13 or 3d 1:02:13. */
  private static String time(long seconds) {
    String minutes = String.format(Locale.ROOT, "%d:%02d", seconds / 60 % 60, seconds % 60);
    if (seconds < 3600) {
      return minutes;
    }
    String hours =
        String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    return seconds < 86_400 ? hours : seconds / 86_400 + "d " + hours;
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
