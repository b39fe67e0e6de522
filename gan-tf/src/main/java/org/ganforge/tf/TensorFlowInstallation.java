package org.ganforge.tf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ganforge.tf.device.Gpus;
import org.ganforge.tf.device.Threads;
import org.ganforge.tf.library.NativeLibraries;
import org.ganforge.tf.library.NativeLibrary;

/**
 * The TensorFlow that this program runs with.
 *
 * @param version its version: {@code 2.18.0}
 * @param gpus the GPUs it uses: {@code GPU:0}; empty if there are none
 * @param whyNoGpu why there are none; empty if there are any
 * @param wayOut what to do about it; empty if there are any
 */
public record TensorFlowInstallation(
    String version, List<String> gpus, String whyNoGpu, String wayOut) {
  /** Copies the list. */
  public TensorFlowInstallation {
    gpus = List.copyOf(gpus);
  }

  /**
   * Loads TensorFlow and inspects it. If this is the first use in the process, operations have one
   * thread per core from then on.
   *
   * @throws UnsatisfiedLinkError if its library for this machine is missing or cannot be loaded;
   *     the message is one line with the cause and the way out
   */
  public static TensorFlowInstallation inspect() {
    String version = NativeLibrary.load();
    Gpus gpus = Gpus.search(Threads.usual());
    return new TensorFlowInstallation(version, gpus.found(), gpus.whyNone(), gpus.wayOut());
  }

  /**
   * Returns the classifiers of TensorFlow's native jars on the class path, {@code linux-x86_64};
   * there should be exactly one. Loads nothing.
   */
  public static List<String> libraries() {
    return NativeLibraries.onClassPath();
  }

  /**
   * Returns the folder into which TensorFlow's library is unpacked, some 700 MB; empty if it is not
   * in a jar. Loads nothing.
   *
   * @throws UnsatisfiedLinkError if no folder can be used; the message is one line with the cause
   *     and the way out
   */
  public static Optional<Path> unpackedTo() {
    return NativeLibrary.folder();
  }
}
