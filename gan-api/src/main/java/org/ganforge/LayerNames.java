package org.ganforge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.KerasNames;

/** Generates Keras' automatic layer names within a network, and ensures that names are unique. */
final class LayerNames {
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * Returns the next free automatic name for a layer of this type: {@code conv2d}, then {@code
   * conv2d_1}.
   */
  String make(String type) {
    String stem = KerasNames.snakeCase(type);
    String name;
    do {
      int count = counts.merge(stem, 1, Integer::sum) - 1;
      name = count == 0 ? stem : stem + "_" + count;
    } while (taken.contains(name));
    return name;
  }

  /**
   * Takes the next automatic name for a layer of this type if it is {@code name}; returns whether
   * it was.
   */
  boolean makes(String type, String name) {
    int before = counts.getOrDefault(KerasNames.snakeCase(type), 0);
    boolean same = make(type).equals(name);
    if (!same) {
      counts.put(KerasNames.snakeCase(type), before);
    }
    return same;
  }

  /** Marks a name as taken. */
  void take(String place, String name) {
    Checks.name(place + " name", name);
    if (!taken.add(name)) {
      throw new InvalidInputException(
          place + " name", "a unique name", "a second \"" + name + "\"", "rename one of the two");
    }
  }
}
