package org.ganforge.internal;

import java.util.List;
import java.util.Locale;
import org.ganforge.error.InvalidInputException;

/** Formats names for a message. */
public final class NameList {
  private static final int MOST = 30;
  private static final int FIRST = 10;

  private NameList() {}

  /**
   * Returns all names on one line; if there are more than {@value #MOST}, only the first {@value
   * #FIRST} and the number of others.
   */
  public static String of(List<String> names) {
    if (names.size() <= MOST) {
      return InvalidInputException.oneLine(String.join(", ", names));
    }
    String first = InvalidInputException.oneLine(String.join(", ", names.subList(0, FIRST)));
    return String.format(Locale.ROOT, "%s and %,d others", first, names.size() - FIRST);
  }
}
