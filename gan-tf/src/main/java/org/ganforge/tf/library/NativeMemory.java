package org.ganforge.tf.library;

import java.util.List;
import java.util.Locale;

/**
 * JavaCPP's limits on native memory. By default JavaCPP, which TensorFlow Java is built on, limits
 * a process to three times the maximum heap and throws OutOfMemoryError beyond that. Tensors don't
 * depend on the heap's size, and we close each of them, so we don't need limits meant to trigger
 * the garbage collector.
 */
public final class NativeMemory {
  private static final String PREFIX = "org.bytedeco.javacpp.";
  private static final List<String> BOUNDS = List.of("maxBytes", "maxPhysicalBytes");

  private NativeMemory() {}

  /**
   * Removes the limits that the user hasn't set. JavaCPP reads them once, when TensorFlow is
   * loaded, so call this first.
   */
  public static void unbind() {
    for (String bound : BOUNDS) {
      if (System.getProperty(PREFIX + bound) == null
          && System.getProperty(PREFIX + bound.toLowerCase(Locale.ROOT)) == null) {
        System.setProperty(PREFIX + bound, "0");
      }
    }
  }
}
