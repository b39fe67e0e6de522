package org.ganforge.tf;

import java.util.List;
import org.ganforge.tf.device.Gpus;
import org.ganforge.tf.device.NativeLibraries;
import org.ganforge.tf.device.NativeMemory;
import org.ganforge.tf.device.Threads;
import org.tensorflow.TensorFlow;

/**
 * The TensorFlow that this program runs with.
 *
 * @param version its version: {@code 2.18.0}
 * @param gpus the GPUs that it uses: {@code GPU:0}; empty if there are none
 * @param whyNoGpu why there are none; empty if there are
 * @param wayOut what to do about it, likewise
 */
public record TensorFlowInstallation(
    String version, List<String> gpus, String whyNoGpu, String wayOut) {
  /** Copies the list. */
  public TensorFlowInstallation {
    gpus = List.copyOf(gpus);
  }

  /**
   * Loads TensorFlow and asks it. Where it is the first to do so, operations have one thread a core
   * in this process from then on.
   *
   * @throws LinkageError if its library for this machine is missing or cannot be loaded
   */
  public static TensorFlowInstallation inspect() {
    NativeMemory.unbind();
    Gpus gpus = Gpus.search(Threads.usual());
    return new TensorFlowInstallation(
        TensorFlow.version(), gpus.found(), gpus.whyNone(), gpus.wayOut());
  }

  /**
   * Returns the classifiers of TensorFlow's native jars on the class path, {@code linux-x86_64};
   * one is right. Loads nothing.
   */
  public static List<String> libraries() {
    return NativeLibraries.onClassPath();
  }

  /** Returns the classifier of the CPU jar for this machine. Loads nothing. */
  public static String libraryOfThisMachine() {
    return NativeLibraries.ofThisMachine();
  }
}
