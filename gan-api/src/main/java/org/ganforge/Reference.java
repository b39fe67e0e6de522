package org.ganforge;

import java.util.List;

/**
 * Where a GAN comes from.
 *
 * @param summary one sentence that says what it is
 * @param source the document it reproduces
 * @param choices what the document leaves open and this spec decides
 */
public record Reference(String summary, String source, List<String> choices) {
  /** Copies the list. */
  public Reference {
    choices = List.copyOf(choices);
  }

  /** Returns the empty reference. */
  public static Reference none() {
    return new Reference("", "", List.of());
  }
}
