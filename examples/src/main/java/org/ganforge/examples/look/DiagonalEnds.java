package org.ganforge.examples.look;

import org.ganforge.error.InvalidInputException;
import org.ganforge.latent.LatentWalk;
import org.ganforge.layer.FloatTensor;
import picocli.CommandLine.ITypeConverter;

/**
 * A part of the diagonal, {@code 0,1}: from noise whose numbers are all 0 to noise of ones.
 *
 * @param text as given, for file names
 */
record DiagonalEnds(double from, double to, String text) {
  /** Returns evenly spaced steps, both ends included. */
  FloatTensor walk(int length, int steps) {
    return LatentWalk.diagonal(length, steps, from, (to - from) / (steps - 1));
  }

  /** Returns {@code 0-1}, for file names. */
  String fileName() {
    return text.replace(',', '-');
  }

  /** Returns {@code 0 to 1}. */
  @Override
  public String toString() {
    return text.replace(",", " to ");
  }

  /** Reads the two from the command line. */
  static final class Converter implements ITypeConverter<DiagonalEnds> {
    @Override
    public DiagonalEnds convert(String value) {
      if (!value.matches("-?\\d{1,9}(\\.\\d{1,9})?,-?\\d{1,9}(\\.\\d{1,9})?")) {
        throw new InvalidInputException(
            "--diagonal",
            "two numbers such as 0,1 or -0.5,0.5",
            '"' + value + '"',
            "separate them with a comma");
      }
      int comma = value.indexOf(',');
      return new DiagonalEnds(
          Double.parseDouble(value.substring(0, comma)),
          Double.parseDouble(value.substring(comma + 1)),
          value);
    }
  }
}
