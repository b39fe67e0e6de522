package org.ganforge.internal;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.ganforge.error.InvalidInputException;

/** Argument checks with consistent error messages; each returns the value it has checked. */
public final class Checks {
  private Checks() {}

  /** Checks for a whole number above zero. */
  public static int positive(String where, int value) {
    return (int) positive(where, (long) value);
  }

  /** Checks for a whole number above zero. */
  public static long positive(String where, long value) {
    if (value < 1) {
      throw new InvalidInputException(
          where, "a whole number of at least 1", Long.toString(value), "give 1 or more");
    }
    return value;
  }

  /** Checks for an even number above zero. */
  public static int even(String where, int value) {
    if (value < 2 || value % 2 != 0) {
      throw new InvalidInputException(
          where, "an even number of at least 2", Integer.toString(value), "give an even number");
    }
    return value;
  }

  /** Checks for a whole number that is not negative. */
  public static int notNegative(String where, int value) {
    return (int) notNegative(where, (long) value);
  }

  /** Checks for a whole number that is not negative. */
  public static long notNegative(String where, long value) {
    if (value < 0) {
      throw new InvalidInputException(
          where, "a whole number of at least 0", Long.toString(value), "give 0 or more");
    }
    return value;
  }

  /** Checks for a finite number above zero. */
  public static double positive(String where, double value) {
    if (finite(where, value) <= 0) {
      throw new InvalidInputException(
          where, "a number above 0", number(value), "give a number above 0");
    }
    return value;
  }

  /** Checks for a finite number that is not negative. */
  public static double notNegative(String where, double value) {
    if (finite(where, value) < 0) {
      throw new InvalidInputException(
          where, "a number of at least 0", number(value), "give 0 or more");
    }
    return value;
  }

  /** Checks for a finite number. */
  public static double finite(String where, double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidInputException(
          where, "a finite number", number(value), "give a finite number");
    }
    return value;
  }

  /** Checks for a number in {@code (low, high)}. */
  public static double open(String where, double value, double low, double high) {
    if (!(value > low && value < high)) {
      throw new InvalidInputException(
          where,
          "a number above " + number(low) + " and below " + number(high),
          number(value),
          "choose one in that range");
    }
    return value;
  }

  /** Checks for a number in {@code [low, high)}. */
  public static double halfOpen(String where, double value, double low, double high) {
    if (!(value >= low && value < high)) {
      throw new InvalidInputException(
          where,
          "a number from " + number(low) + " up to, but not including, " + number(high),
          number(value),
          "choose one in that range");
    }
    return value;
  }

  /** Checks for a number in {@code [low, high]}. */
  public static double closed(String where, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new InvalidInputException(
          where,
          "a number from " + number(low) + " to " + number(high),
          number(value),
          "choose one in that range");
    }
    return value;
  }

  /**
   * Checks for a name that is safe in file names and graphs: letters, digits, {@code _ . -}; no
   * space, no slash.
   */
  public static String name(String where, String value) {
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      throw new InvalidInputException(
          where,
          "a name of letters, digits, '_', '.' and '-' that starts with a letter or digit",
          '"' + value + '"',
          "rename it");
    }
    return value;
  }

  /** Checks that a collection is not empty. */
  public static <C extends Collection<?>> C notEmpty(String where, C values, String wayOut) {
    if (values.isEmpty()) {
      throw new InvalidInputException(where, "at least one", "none", wayOut);
    }
    return values;
  }

  /** Checks that a list has no duplicates. */
  public static <E> List<E> distinct(String where, List<E> values) {
    if (Set.copyOf(values).size() < values.size()) {
      throw new InvalidInputException(
          where, "each value once", values.toString(), "remove the repeated one");
    }
    return values;
  }

  /** Returns the number as a person writes it: without a trailing {@code .0}. */
  public static String number(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
