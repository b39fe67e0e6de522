package org.ganforge.observe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.jspecify.annotations.Nullable;

/** The metrics of an iteration as a flat JSON object on one line: see {@link MetricsLog}. */
public final class MetricsLine {
  /** The field with the line's iteration. */
  static final String ITERATION = "iteration";

  static final String START = "{\"iteration\":";

  private MetricsLine() {}

  /** Returns the line without its line end. */
  public static String of(TrainingEvent.IterationDone done) {
    NetworkMetrics d = done.discriminator();
    NetworkMetrics g = done.generator();
    StringBuilder line = new StringBuilder(START).append(done.iteration());
    append(line, "d_", d.training());
    append(line, "g_", g.training());
    line.append(",\"d_updates\":").append(d.updates());
    line.append(",\"g_updates\":").append(g.updates());
    append(line, "d_val_", d.validation());
    append(line, "g_val_", g.validation());
    return line.append('}').toString();
  }

  /**
   * Returns the iteration of a line.
   *
   * @param number the line's number in the file
   * @throws InvalidInputException if it is not such a line
   */
  static long iteration(String line, Path path, int number) {
    int comma = line.indexOf(',');
    if (comma > 0 && line.startsWith(START) && line.endsWith("}")) {
      String digits = line.substring(START.length(), comma);
      if (digits.matches("\\d{1,18}")) {
        return Long.parseLong(digits);
      }
    }
    throw new InvalidInputException(
        path + " line " + number,
        "an object that begins with " + START,
        brief(line.strip()),
        MetricsScan.WAY_OUT);
  }

  /** Returns the text, truncated if long. */
  static String brief(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }

  private static void append(StringBuilder line, String prefix, @Nullable BatchMetrics metrics) {
    if (metrics != null) {
      line.append(",\"").append(prefix).append("loss\":").append(number(metrics.loss()));
      line.append(",\"").append(prefix).append("accuracy\":").append(number(metrics.accuracy()));
      BatchMetrics.Classes classes = metrics.classes();
      if (classes != null) {
        String of = ",\"" + prefix + "class_";
        line.append(of).append("loss\":").append(number(classes.loss()));
        line.append(of).append("accuracy\":").append(number(classes.accuracy()));
      }
      Double augmentation = metrics.augmentation();
      if (augmentation != null) {
        line.append(",\"").append(prefix).append("augmentation\":").append(number(augmentation));
      }
    }
  }

  /** Returns the number without quotes, and without a decimal point if it is whole. */
  static String plain(double value) {
    return Double.isFinite(value) && value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : number(value).replace("\"", "");
  }

  /**
   * Returns the shortest decimal that reads back as the same double; NaN and infinities are quoted.
   * {@link Double#toString} is not used: before Java 19 it writes some numbers with a superfluous
   * digit, and a log must not depend on the Java version.
   */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return '"' + Double.toString(value) + '"';
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    // Every decimal of 15 digits survives a round trip through a double, so a shorter one equals
    // this one without trailing zeros.
    BigDecimal shortest = exact.round(new MathContext(15));
    for (int digits = 16; shortest.doubleValue() != value; digits++) {
      shortest = exact.round(new MathContext(digits));
    }
    shortest = shortest.stripTrailingZeros();
    // 12.0 rather than 12, for readers that distinguish floats from integers; but 1E+30.
    boolean whole = shortest.scale() < 1 && shortest.precision() - shortest.scale() <= 17;
    return (whole ? shortest.setScale(1) : shortest).toString();
  }
}
