package org.ganforge.examples;

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
    private static final Pattern SEED = Pattern.compile("(-?\\d{1,18})(?::(\\d{1,4}))?");

    @Override
    public SeedPair convert(String value) {
      String[] parts = value.split(",", -1);
      if (parts.length != 2) {
        throw wrong(value);
      }
      return new SeedPair(seed(parts[0], value), seed(parts[1], value));
    }

    private static SampleSeed seed(String part, String value) {
      Matcher matcher = SEED.matcher(part.strip());
      if (!matcher.matches()) {
        throw wrong(value);
      }
      String index = matcher.group(2);
      return new SampleSeed(
          Long.parseLong(matcher.group(1)), index == null ? 0 : Integer.parseInt(index));
    }

    private static InvalidInputException wrong(String value) {
      return new InvalidInputException(
          "--seeds",
          "two seeds, or images of seeds, such as 7,9 or 7:12,7:30,",
          '"' + value + '"',
          "separate two by a comma");
    }
  }
}
