package org.ganforge;

import java.util.List;

/**
 * Where a GAN comes from.
 *
 * @param summary one sentence that describes it
 * @param source the document it reproduces
 * @param choices points that the document leaves open and this spec decides
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

  /** Returns a reference without choices. */
  public static Reference of(String summary, String source) {
    return new Reference(summary, source, List.of());
  }

  /** Returns a copy with these {@code choices}. */
  public Reference withChoices(List<String> choices) {
    return new Reference(summary, source, choices);
  }
}
