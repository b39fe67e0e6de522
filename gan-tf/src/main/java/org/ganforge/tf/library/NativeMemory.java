package org.ganforge.tf.library;

import java.util.List;
import java.util.Locale;

/**
 * How much memory may be taken beside Java's heap. JavaCPP, which TensorFlow Java is called
 * through, lets a process have three times the largest heap in all and calls anything above it out
 * of memory. Tensors have nothing to do with the size of the heap, and here each is closed, not
 * left to the garbage collector that those bounds are to wake.
 */
public final class NativeMemory {
  private static final String PREFIX = "org.bytedeco.javacpp.";
  private static final List<String> BOUNDS = List.of("maxBytes", "maxPhysicalBytes");

  private NativeMemory() {}

  /**
   * Takes these bounds away where nobody has set them. They are read once, when TensorFlow is
   * loaded: it has to be called before.
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
