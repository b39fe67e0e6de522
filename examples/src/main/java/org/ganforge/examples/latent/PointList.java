package org.ganforge.examples.latent;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;

/**
 * Images identified by their seeds, {@code 7,9}, {@code 7:12,7:30} or, moved, {@code
 * 7:12+pc1=2.5,9}.
 *
 * @param points two or more
 */
public record PointList(List<LatentPoint> points) {
  /** Returns the number of points. */
  public int size() {
    return points.size();
  }

  /** Returns the first. */
  public LatentPoint a() {
    return points.get(0);
  }

  /** Returns the second. */
  public LatentPoint b() {
    return points.get(1);
  }

  /** Returns {@code 7-9} or {@code 7.12-7.30}, for a file's name. */
  public String fileName() {
    return points.stream().map(LatentPoint::fileName).collect(Collectors.joining("-"));
  }

  /** Reads two seeds from the command line. */
  public static final class Two implements ITypeConverter<PointList> {
    @Override
    public PointList convert(String value) {
      return read(value, "two", 2);
    }
  }

  /** Reads two or three seeds from the command line. */
  public static final class TwoOrThree implements ITypeConverter<PointList> {
    @Override
    public PointList convert(String value) {
      return read(value, "two or three", 3);
    }
  }

  private static PointList read(String value, String expected, int most) {
    List<String> parts = Arrays.asList(value.split(",", -1));
    String points = expected + " seeds, or images of seeds, such as 7,9 or 7:12,7:30,";
    if (parts.size() < 2 || parts.size() > most) {
      throw LatentPoint.wrong("--seeds", points, value, "separate " + expected + " with commas");
    }
    return new PointList(
        parts.stream().map(part -> LatentPoint.read("--seeds", points, part.strip())).toList());
  }
}
