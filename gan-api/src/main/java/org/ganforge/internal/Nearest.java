package org.ganforge.internal;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that the user probably meant. */
public final class Nearest {
  private static final int LONGEST_NAME = 60;

  private Nearest() {}

  /**
   * Returns the known name within a few letters of the unknown one, else the only one that starts
   * with it; case, hyphens and underscores are ignored. Ties go to the first.
   */
  public static Optional<String> of(String unknown, Collection<String> known) {
    String bare = bare(unknown);
    if (bare.isEmpty() || bare.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    String nearest = "";
    int least = Math.max(1, bare.length() / 3) + 1;
    for (String name : known) {
      int distance = distance(bare, bare(name));
      if (distance < least) {
        nearest = name;
        least = distance;
      }
    }
    if (!nearest.isEmpty()) {
      return Optional.of(nearest);
    }
    List<String> longer = known.stream().filter(name -> bare(name).startsWith(bare)).toList();
    return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
  }

  /**
   * Returns {@code did you mean train?}, or {@code otherwise} if no known name is near; for
   * messages that already list the known names.
   */
  public static String didYouMean(String unknown, Collection<String> known, String otherwise) {
    return of(unknown, known).map(Nearest::didYouMean).orElse(otherwise);
  }

  /**
   * Returns {@code did you mean train? (there are train, sample)}, or the list alone if no known
   * name is near.
   *
   * @param all the list of known names, as a clause
   */
  public static String didYouMeanAmong(String unknown, Collection<String> known, String all) {
    return of(unknown, known).map(near -> didYouMean(near) + " (" + all + ")").orElse(all);
  }

  private static String didYouMean(String near) {
    return "did you mean " + near + "?";
  }

  /**
   * Returns only the letters and digits, in lower case, so that {@code kernelSize} equals {@code
   * kernel_size}.
   */
  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /**
   * Returns how many letters must be inserted, deleted, replaced or swapped with their neighbour
   * (Damerau 1964, each position edited at most once).
   */
  private static int distance(String from, String to) {
    int[][] table = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        table[i][j] = i == 0 || j == 0 ? i + j : step(table, from, to, i, j);
      }
    }
    return table[from.length()][to.length()];
  }

  private static int step(int[][] table, String from, String to, int i, int j) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int least = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
    least = Math.min(least, table[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
  }
}
