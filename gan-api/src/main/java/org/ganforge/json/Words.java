package org.ganforge.json;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names as JSON spells them, and how an error speaks of them. */
final class Words {
  /** A list of more names would hide the message. */
  private static final int FEW = 12;

  private static final int LONGEST_NAME = 60;

  private Words() {}

  /** Returns Keras' spelling: {@code kernelSize} becomes {@code kernel_size}. */
  static String snakeCase(String name) {
    return name.replaceAll("([a-z])([A-Z0-9])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** Returns the noun with its article: {@code an optimizer}. */
  static String article(String noun) {
    return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
  }

  /** Returns whether an error can list so many names. */
  static boolean areFew(Collection<String> names) {
    return names.size() <= FEW;
  }

  /** Returns {@code did you mean "same"?} if a known name is near the unknown one. */
  static Optional<String> guess(String unknown, Collection<String> known) {
    return nearest(unknown, known).map(near -> "did you mean " + Compact.quote(near) + "?");
  }

  /** Returns the names in quotes, with commas between them. */
  static String list(Collection<String> names) {
    return names.stream().map(Compact::quote).collect(Collectors.joining(", "));
  }

  /** Returns the known name that is a few letters away from the unknown one. */
  private static Optional<String> nearest(String unknown, Collection<String> known) {
    if (unknown.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(bare(unknown), bare(name));
      if (distance < least) {
        best = name;
        least = distance;
      }
    }
    return least <= Math.max(1, unknown.length() / 3) ? Optional.of(best) : Optional.empty();
  }

  /** Returns the letters and digits only: {@code kernelSize} is {@code kernel_size}. */
  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /**
   * Returns how many letters have to be put in, taken out, changed or exchanged with their
   * neighbours (Damerau 1964, each letter at most once).
   */
  private static int distance(String from, String to) {
    int[][] least = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          least[i][j] = i + j;
          continue;
        }
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        least[i][j] = least[i - 1][j - 1] + (same ? 0 : 1);
        least[i][j] = Math.min(least[i][j], 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        if (i > 1 && j > 1 && isExchange(from, i, to, j)) {
          least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
        }
      }
    }
    return least[from.length()][to.length()];
  }

  private static boolean isExchange(String from, int i, String to, int j) {
    return from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
