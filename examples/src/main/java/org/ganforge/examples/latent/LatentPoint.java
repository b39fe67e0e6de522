package org.ganforge.examples.latent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.error.InvalidInputException;
import org.ganforge.latent.LatentMoves;

/**
 * The noise of one of a seed's images, with moves added.
 *
 * @param seed as in {@code gan sample --seed}
 * @param index the image's place in that grid, from 0
 * @param moves steps added to the noise
 */
public record LatentPoint(long seed, int index, LatentMoves moves) {
  /** A limit, because the noise of all samples before an image is drawn as well. */
  public static final int MOST_INDEX = 99_999;

  private static final String LAST_IMAGE = "an image up to " + MOST_INDEX;

  private static final Pattern POINT = Pattern.compile("(-?\\d+)(?::(\\d+))?(?:\\+(.*))?");

  /**
   * Reads {@code 7}, {@code 7:12} or {@code 7:12+pc1=2.5+z7=-0.4}.
   *
   * @param where the name of the option or parameter, for the message
   * @param expected a description of the expected text, for the message
   * @throws InvalidInputException if the text has another form
   */
  public static LatentPoint read(String where, String expected, String text) {
    Matcher matcher = POINT.matcher(text);
    if (!matcher.matches()) {
      throw wrong(where, expected, text, "write seed or seed:image, and add moves with a +");
    }
    try {
      String index = matcher.group(2);
      int place = index == null ? 0 : Integer.parseInt(index);
      if (place <= MOST_INDEX) {
        String moves = matcher.group(3);
        return new LatentPoint(
            Long.parseLong(matcher.group(1)),
            place,
            moves == null ? LatentMoves.none() : LatentMoves.read(where, moves, "+"));
      }
    } catch (NumberFormatException e) {
      throw wrong(where, expected, text, "give a seed of at most 18 digits and " + LAST_IMAGE);
    }
    throw wrong(where, expected, text, "give " + LAST_IMAGE);
  }

  static InvalidInputException wrong(String where, String expected, String value, String wayOut) {
    return new InvalidInputException(where, expected, '"' + value + '"', wayOut);
  }

  /** Returns {@code 7}, or {@code 7.12} for a later image, for a file's name. */
  public String fileName() {
    return name().replace(':', '.') + (moves.moves().isEmpty() ? "" : "-moved");
  }

  private String name() {
    return index == 0 ? Long.toString(seed) : seed + ":" + index;
  }

  /** Returns {@code 7}, {@code 7:12} for a later image, {@code 7:12+pc1=2.5} for a moved one. */
  @Override
  public String toString() {
    return name() + (moves.moves().isEmpty() ? "" : "+" + moves.text("+"));
  }
}
