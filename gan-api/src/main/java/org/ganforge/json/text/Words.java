package org.ganforge.json.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ganforge.internal.Nearest;

/** Names as spelled in JSON, and their wording in messages. */
public final class Words {
  /** A longer list of names would bury the message. */
  private static final int FEW = 12;

  /** Java reserves this word of Keras', so no component of a record can have it as its name. */
  private static final Map<String, String> RESERVED = Map.of("isSynchronized", "synchronized");

  private Words() {}

  /** Returns Keras' spelling: {@code kernelSize} becomes {@code kernel_size}. */
  public static String snakeCase(String name) {
    return RESERVED.getOrDefault(
        name, name.replaceAll("([a-z])([A-Z0-9])", "$1_$2").toLowerCase(Locale.ROOT));
  }

  /** Returns the noun with its article: {@code an optimizer}. */
  public static String article(String noun) {
    return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
  }

  /** Returns whether there are few enough names to list in a message. */
  public static boolean areFew(Collection<String> names) {
    return names.size() <= FEW;
  }

  /**
   * Returns {@code did you mean "same"?} if a known name is near the unknown one; for messages that
   * already list the known names.
   */
  public static Optional<String> guess(String unknown, Collection<String> known) {
    return Nearest.of(unknown, known).map(near -> "did you mean " + Compact.quote(near) + "?");
  }

  /**
   * Returns {@code did you mean "rate"? (its fields are "rate", "seed")}, or the list alone if no
   * known name is near.
   *
   * @param all the list of known names, as a clause
   */
  public static String guessAmong(String unknown, Collection<String> known, String all) {
    return guess(unknown, known).map(guess -> guess + " (" + all + ")").orElse(all);
  }

  /** Returns the names in quotes, with commas between them. */
  public static String list(Collection<String> names) {
    return names.stream().map(Compact::quote).collect(Collectors.joining(", "));
  }
}
