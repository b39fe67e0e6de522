package org.ganforge.observe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.TrainingEvent;
import org.jspecify.annotations.Nullable;

/** One iteration as a flat JSON object on one line: see {@link MetricsLog}. */
public final class MetricsLine {
  /** The field that says which iteration a line is of. */
  static final String ITERATION = "iteration";

  static final String START = "{\"iteration\":";

  private MetricsLine() {}

  /** Returns the line without its end. */
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
   * Returns the iteration that a line is of.
   *
   * @param number of the line in the file
   * @throws InvalidInputException if it is no such line
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

  /** Returns the text, or the beginning of a long one. */
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

  /** Returns the same without quotes; a whole number has no point. */
  static String plain(double value) {
    return Double.isFinite(value) && value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : number(value).replace("\"", "");
  }

  /**
   * Returns the shortest decimal that reads back as the same double; what JSON has no number for
   * stands in quotes. {@link Double#toString} is not used: before Java 19 it gives some numbers a
   * digit too many, and a run's log should not depend on the Java that wrote it.
   */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return '"' + Double.toString(value) + '"';
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    // Every decimal of 15 digits survives the way through a double, so a shorter one is this one
    // without its zeros.
    BigDecimal shortest = exact.round(new MathContext(15));
    for (int digits = 16; shortest.doubleValue() != value; digits++) {
      shortest = exact.round(new MathContext(digits));
    }
    shortest = shortest.stripTrailingZeros();
    // 12.0 and not 12, so that a reader that tells floats from integers sees a float; but 1E+30.
    boolean whole = shortest.scale() < 1 && shortest.precision() - shortest.scale() <= 17;
    return (whole ? shortest.setScale(1) : shortest).toString();
  }
}
