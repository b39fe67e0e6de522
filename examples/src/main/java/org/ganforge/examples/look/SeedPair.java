package org.ganforge.examples.look;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.error.InvalidInputException;
import picocli.CommandLine.ITypeConverter;

/** Two images by their seeds, {@code 7,9} or {@code 7:12,7:30}. */
record SeedPair(SampleSeed a, SampleSeed b) {

  /** Returns {@code 7-9} or {@code 7.12-7.30}, for a file's name. */
  String fileName() {
    return (a + "-" + b).replace(':', '.');
  }

  /** Reads the pair from the command line. */
  static final class Converter implements ITypeConverter<SeedPair> {
    private static final Pattern SEED = Pattern.compile("(-?\\d+)(?::(\\d+))?");

    /** So far the noise before an image is drawn as well. */
    private static final int MOST_INDEX = 99_999;

    @Override
    public SeedPair convert(String value) {
      String[] parts = value.split(",", -1);
      if (parts.length != 2) {
        throw wrong(value, "separate two by a comma");
      }
      return new SeedPair(seed(parts[0].strip()), seed(parts[1].strip()));
    }

    private static SampleSeed seed(String part) {
      Matcher matcher = SEED.matcher(part);
      if (!matcher.matches()) {
        throw wrong(part, "write each as a whole number, or two with a colon between them");
      }
      try {
        String index = matcher.group(2);
        int place = index == null ? 0 : Integer.parseInt(index);
        if (place <= MOST_INDEX) {
          return new SampleSeed(Long.parseLong(matcher.group(1)), place);
        }
      } catch (NumberFormatException e) {
        throw wrong(part, "give numbers that fit into 64 bits");
      }
      throw wrong(part, "give an image up to " + MOST_INDEX);
    }

    private static InvalidInputException wrong(String value, String wayOut) {
      return new InvalidInputException(
          "--seeds",
          "two seeds, or images of seeds, such as 7,9 or 7:12,7:30,",
          '"' + value + '"',
          wayOut);
    }
  }
}
