package org.ganforge.json.codec;

/**
 * A part in which two configurations differ.
 *
 * @param field its path: {@code plan.batch_size}
 * @param then its JSON in the earlier one, shortened if long
 * @param now its JSON in the later one, shortened if long
 */
public record Difference(String field, String then, String now) {
  /** Returns {@code plan.seed 7 (then 5)}. */
  @Override
  public String toString() {
    return field + " " + now + " (then " + then + ")";
  }
}
