package org.ganforge.latent;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;

/**
 * Steps along {@link PrincipalDirections} and single coordinates, to be added to noise. As text:
 * {@code pc1=2.5,pc3=-1,z7=0.4} is 2.5 along the first principal direction, -1 along the third, and
 * 0.4 along coordinate 7, counted from 0.
 *
 * @param moves those along principal directions, then those along coordinates
 */
public record LatentMoves(List<Move> moves) {
  private static final Pattern MOVE =
      Pattern.compile("(pc|z)(\\d{1,6})=(-?\\d{1,4}(?:\\.\\d{1,9})?)");

  /** The limit for one text, so that a made-up one costs nothing. */
  private static final int MOST = 4096;

  /** Puts the moves in order. */
  public LatentMoves {
    moves =
        moves.stream()
            .filter(move -> move.by() != 0)
            .sorted(Comparator.comparing(Move::along).thenComparing(Move::index))
            .toList();
  }

  /** The kind of direction. */
  public enum Along {
    /** A principal direction, the first being 1. */
    PRINCIPAL("pc"),
    /** A coordinate, the first being 0. */
    COORDINATE("z");

    private final String prefix;

    Along(String prefix) {
      this.prefix = prefix;
    }
  }

  /**
   * One step.
   *
   * @param along the kind of direction
   * @param index its number
   * @param by the length of the step; a principal direction is a unit vector
   */
  public record Move(Along along, int index, double by) {
    /** Returns {@code pc1=2.5}. */
    @Override
    public String toString() {
      return along.prefix + index + "=" + number(by);
    }

    /** Without an exponent, so that it can be read again. */
    private static String number(double by) {
      return new BigDecimal(Double.toString(by)).stripTrailingZeros().toPlainString();
    }
  }

  /** Returns no moves. */
  public static LatentMoves none() {
    return new LatentMoves(List.of());
  }

  /**
   * Returns the moves in a text; none in an empty one.
   *
   * @param where the option or parameter, for the message
   * @param separator the text between two moves
   * @throws InvalidInputException if it is not such a text, or moves along one direction twice
   */
  public static LatentMoves read(String where, String text, String separator) {
    if (text.isBlank()) {
      return none();
    }
    List<Move> moves = new ArrayList<>();
    Set<String> named = new LinkedHashSet<>();
    for (String part : text.split(Pattern.quote(separator), -1)) {
      Matcher move = MOVE.matcher(part.strip());
      if (!move.matches()) {
        throw new InvalidInputException(
            where,
            "moves such as pc1=2.5" + separator + "z7=-0.4",
            '"' + InvalidInputException.oneLine(part) + '"',
            "name a direction, pc1 for the first principal one or z0 for the first coordinate, then"
                + " = and a decimal number");
      }
      String name = move.group(1) + Integer.parseInt(move.group(2));
      if (!named.add(name)) {
        throw new InvalidInputException(
            where, "one move along each direction", name + " twice", "add the two steps");
      }
      if (named.size() > MOST) {
        throw new InvalidInputException(
            where, "at most " + MOST + " moves", "more", "leave some out");
      }
      moves.add(
          new Move(
              move.group(1).equals("pc") ? Along.PRINCIPAL : Along.COORDINATE,
              Integer.parseInt(move.group(2)),
              Double.parseDouble(move.group(3))));
    }
    return new LatentMoves(moves);
  }

  /**
   * Returns noise with the moves added to each of its vectors.
   *
   * @param noise {@code [count, length]} or {@code [length]}
   * @param directions supplies the principal directions; called only if a move is along one
   * @throws InvalidInputException if there is no such direction or coordinate
   */
  public FloatTensor from(FloatTensor noise, Supplier<PrincipalDirections> directions) {
    if (moves.isEmpty()) {
      return noise;
    }
    int length = noise.shape().dim(-1);
    double[] sum = new double[length];
    for (Move move : moves) {
      check(move, length);
      if (move.along() == Along.COORDINATE) {
        sum[move.index()] += move.by();
      } else {
        FloatTensor vector = directions.get().vector(move.index() - 1);
        for (int i = 0; i < length; i++) {
          sum[i] += move.by() * vector.get(i);
        }
      }
    }
    float[] values = noise.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] + sum[i % length]);
    }
    return FloatTensor.wrap(noise.shape(), values);
  }

  private static void check(Move move, int length) {
    int first = move.along() == Along.PRINCIPAL ? 1 : 0;
    if (move.index() < first || move.index() >= first + length) {
      throw new InvalidInputException(
          "move " + move,
          move.along().prefix + first + " to " + move.along().prefix + (first + length - 1),
          move.along().prefix + move.index(),
          "choose one of them");
    }
    Checks.finite("move " + move, move.by());
  }

  /** Returns the text with another separator. */
  public String text(String separator) {
    return moves.stream().map(Move::toString).collect(Collectors.joining(separator));
  }

  /** Returns {@code pc1=2.5,z7=-0.4}. */
  @Override
  public String toString() {
    return text(",");
  }
}
