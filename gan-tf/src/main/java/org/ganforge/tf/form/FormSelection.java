package org.ganforge.tf.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which forms a graph uses on a CPU: those found by a trial, or given ones.
 *
 * @param tried whether a trial chooses; no names are given then
 * @param names the name of the form of each convolution; empty for TensorFlow's own operations
 * @param gradients whether gradients will be taken, so that their forms must be right too
 */
public record FormSelection(boolean tried, Map<String, String> names, boolean gradients) {
  /** Copies the map in its order. */
  public FormSelection {
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
  }

  /** Returns whether a given form computes in 16 bits. */
  public boolean hasBfloat16() {
    return names.values().stream()
        .flatMap(name -> Choice.named(name).stream())
        .anyMatch(Choice::bfloat16);
  }

  /** Returns the fastest right forms on this machine. */
  public static FormSelection byTrial() {
    return new FormSelection(true, Map.of(), true);
  }

  /** Returns TensorFlow's own operations, wherever they don't crash the process. */
  public static FormSelection plain() {
    return new FormSelection(false, Map.of(), true);
  }

  /** Returns a copy for networks that are not trained. */
  public FormSelection withoutGradients() {
    return new FormSelection(tried, names, false);
  }

  /**
   * Returns the table of given forms.
   *
   * @param bfloat16 whether plain forms compute in 16 bits
   */
  public FormTable table(boolean bfloat16) {
    return FormTable.read(names, bfloat16);
  }

  /** Returns the forms listed by {@link FormTable#names}; plain ones if the list is empty. */
  public static FormSelection of(Map<String, String> names) {
    return new FormSelection(false, names, true);
  }
}
