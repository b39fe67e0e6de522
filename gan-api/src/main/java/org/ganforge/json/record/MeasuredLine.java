package org.ganforge.json.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.Digest;
import org.ganforge.json.form.Form;
import org.ganforge.json.form.Forms;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;
import org.ganforge.train.Measure;
import org.ganforge.train.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code metric-frechet_distance.jsonl}:
 *
 * <pre>{@code
 * {"iteration": 1000, "value": 3.2, "floor": 0.7, "n": 1000, "seed": 0, "backbone": "5f...", "data": "a2...", "check": "09..."}
 * }</pre>
 *
 * @param iteration how many iterations were done
 * @param value the measure's value for the samples
 * @param deviation see {@link Measurement}; null, and not written, for a measure without parts
 * @param floor the same measure for real images
 * @param n how many samples were measured
 * @param seed the seed of the samples
 * @param backbone the digest of the classifier
 * @param data the digest of the images
 * @param check the SHA-256 of the previous line's check followed by this line without its check; so
 *     a change to any line is detected
 */
public record MeasuredLine(
    long iteration,
    double value,
    @Nullable Double deviation,
    double floor,
    int n,
    long seed,
    String backbone,
    String data,
    String check) {
  /** The check before the first line of a log. */
  public static final String START = "";

  private static final Form FORM = Forms.of(MeasuredLine.class);

  /** Checks the arguments. */
  public MeasuredLine {
    Checks.positive("measured iteration", iteration);
  }

  /** Returns the line without a deviation. */
  public static MeasuredLine of(
      long iteration,
      double value,
      double floor,
      int n,
      long seed,
      String backbone,
      String data,
      String check) {
    return new MeasuredLine(iteration, value, null, floor, n, seed, backbone, data, check);
  }

  /**
   * Returns the line of a measurement.
   *
   * @param before the check of the previous line
   */
  public static MeasuredLine of(long iteration, Measurement found, String before) {
    MeasuredLine line =
        new MeasuredLine(
            iteration,
            found.value(),
            found.deviation(),
            found.floor(),
            found.samples(),
            found.seed(),
            found.classifier(),
            found.images(),
            "");
    return line.withCheck(line.checkAfter(before));
  }

  /**
   * Reads a line, without its line end.
   *
   * @throws InvalidInputException if it is not such a line
   */
  public static MeasuredLine read(String text) {
    return (MeasuredLine) FORM.read(new JsonValue("$", JsonText.parse(text)));
  }

  private MeasuredLine withCheck(String sum) {
    return new MeasuredLine(iteration, value, deviation, floor, n, seed, backbone, data, sum);
  }

  private String checkAfter(String before) {
    String text = before + Compact.text(FORM.write(withCheck("")));
    return Digest.SHA_256.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns whether the line is unchanged since it was written.
   *
   * @param before the check of the previous line
   */
  public boolean follows(String before) {
    return check.equals(checkAfter(before));
  }

  /** Returns the measurement. */
  public Measurement measurement(Measure measure) {
    return new Measurement(measure, value, deviation, floor, n, seed, backbone, data);
  }

  /** Returns the text, without its line end. */
  public String text() {
    return Compact.text(FORM.write(this));
  }
}
