package org.ganforge.examples.look;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;
import picocli.CommandLine.ITypeConverter;

/**
 * Images by their seeds, {@code 7,9} or {@code 7:12,7:30}.
 *
 * @param seeds two or more
 */
record SeedList(List<SampleSeed> seeds) {
  private static final Pattern SEED = Pattern.compile("(-?\\d+)(?::(\\d+))?");

  /** The noise of the samples before an image is drawn, too. */
  private static final int MOST_INDEX = 99_999;

  int size() {
    return seeds.size();
  }

  SampleSeed a() {
    return seeds.get(0);
  }

  SampleSeed b() {
    return seeds.get(1);
  }

  /** Returns {@code 7-9} or {@code 7.12-7.30}, for a file's name. */
  String fileName() {
    return seeds.stream()
        .map(SampleSeed::toString)
        .collect(Collectors.joining("-"))
        .replace(':', '.');
  }

  /** Reads two seeds from the command line. */
  static final class Two implements ITypeConverter<SeedList> {
    @Override
    public SeedList convert(String value) {
      return read(value, "two", 2);
    }
  }

  /** Reads two or three seeds from the command line. */
  static final class TwoOrThree implements ITypeConverter<SeedList> {
    @Override
    public SeedList convert(String value) {
      return read(value, "two or three", 3);
    }
  }

  private static SeedList read(String value, String expected, int most) {
    List<String> parts = Arrays.asList(value.split(",", -1));
    if (parts.size() < 2 || parts.size() > most) {
      throw wrong(expected, value, "separate " + expected + " by commas");
    }
    return new SeedList(parts.stream().map(part -> seed(part.strip(), expected)).toList());
  }

  private static SampleSeed seed(String part, String expected) {
    Matcher matcher = SEED.matcher(part);
    if (!matcher.matches()) {
      throw wrong(expected, part, "write each as a whole number, or two with a colon between them");
    }
    try {
      String index = matcher.group(2);
      int place = index == null ? 0 : Integer.parseInt(index);
      if (place <= MOST_INDEX) {
        return new SampleSeed(Long.parseLong(matcher.group(1)), place);
      }
    } catch (NumberFormatException e) {
      throw wrong(expected, part, "give numbers that fit into 64 bits");
    }
    throw wrong(expected, part, "give an image up to " + MOST_INDEX);
  }

  private static InvalidInputException wrong(String expected, String value, String wayOut) {
    return new InvalidInputException(
        "--seeds",
        expected + " seeds, or images of seeds, such as 7,9 or 7:12,7:30,",
        '"' + value + '"',
        wayOut);
  }
}
