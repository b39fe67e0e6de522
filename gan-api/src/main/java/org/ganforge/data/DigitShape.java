package org.ganforge.data;

import java.util.Arrays;
import java.util.List;

/**
 * One way to write a digit: the pen's paths, each a sequence of points on a smooth curve.
 *
 * @param strokes the paths; at a corner, one ends and the next starts
 */
record DigitShape(List<List<Point>> strokes) {

  /**
   * Reads a shape from text such as {@code "20,15 50,0! 50,100 / 30,50 70,50"}: points in
   * hundredths of the digit's height, {@code !} after a corner, {@code /} where the pen is lifted.
   */
  static DigitShape parse(String text) {
    return new DigitShape(
        Arrays.stream(text.replaceAll("(\\S+)!", "$1 / $1").split("/"))
            .map(DigitShape::parseStroke)
            .toList());
  }

  private static List<Point> parseStroke(String text) {
    return Arrays.stream(text.strip().split("\\s+")).map(DigitShape::parsePoint).toList();
  }

  private static Point parsePoint(String text) {
    int comma = text.indexOf(',');
    return new Point(
        Integer.parseInt(text.substring(0, comma)) / 100.0,
        Integer.parseInt(text.substring(comma + 1)) / 100.0);
  }
}
