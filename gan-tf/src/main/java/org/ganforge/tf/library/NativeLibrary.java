package org.ganforge.tf.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.TensorFlow;

/** TensorFlow's native library, loaded once in a process. */
public final class NativeLibrary {
  private static final String NO_EXECUTION = "failed to map segment";

  private static @Nullable String version;
  private static @Nullable String failure;

  private NativeLibrary() {}

  /**
   * Loads the library if necessary and returns its version: {@code 2.18.0}. First lifts JavaCPP's
   * memory limits, has it unpack into a checked folder, and loads {@link CudaJar}.
   *
   * @throws UnsatisfiedLinkError if it cannot be loaded; the message is one line with the cause and
   *     the way out, the same on every call
   */
  public static synchronized String load() {
    if (failure != null) {
      throw new UnsatisfiedLinkError(failure);
    }
    if (version == null) {
      try {
        NativeMemory.unbind();
        LibraryCache.choose();
        CudaJar.load();
        version = TensorFlow.version();
      } catch (LinkageError e) {
        UnsatisfiedLinkError error = unloadable(e);
        failure = error.getMessage();
        throw error;
      }
    }
    return version;
  }

  /**
   * Returns the folder into which JavaCPP unpacks the library, without loading it; empty if JavaCPP
   * unpacks nothing.
   *
   * @throws UnsatisfiedLinkError if there is none, with the cause and the way out
   */
  public static Optional<Path> folder() {
    return LibraryCache.choose();
  }

  private static UnsatisfiedLinkError unloadable(LinkageError e) {
    if (e instanceof LibraryCache.UnusableError unusable) {
      return unusable;
    }
    UnsatisfiedLinkError error =
        new UnsatisfiedLinkError(
            reason(e, NativeLibraries.onClassPath(), NativeLibraries.ofThisMachine()));
    error.initCause(e);
    return error;
  }

  /**
   * Returns why it cannot be loaded and what to do.
   *
   * @param error what JavaCPP or the system's loader said
   * @param libraries the classifiers on the class path
   * @param machine the classifier of this machine
   */
  static String reason(Throwable error, List<String> libraries, String machine) {
    if (!NativeLibraries.isKnown(machine)) {
      return "TensorFlow Java has no library for "
          + machine
          + "; use one of "
          + String.join(", ", NativeLibraries.known());
    }
    if (!libraries.contains(machine) && !libraries.contains(NativeLibraries.gpuForm(machine))) {
      return "expected "
          + machine
          + " on the class path but found "
          + (libraries.isEmpty() ? "none" : String.join(", ", libraries))
          + "; depend on gan-tf-platform, or on tensorflow-core-native with that classifier";
    }
    String said = deepest(error);
    if (said.toLowerCase(Locale.ROOT).contains(NO_EXECUTION)) {
      return said + "; " + LibraryCache.wayOut();
    }
    return said + "; run with -Dorg.bytedeco.javacpp.logger.debug=true to see each step";
  }

  /** Returns the first line of the root cause's message, the most specific one. */
  private static String deepest(Throwable error) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable e = error; e != null && !causes.contains(e); e = e.getCause()) {
      causes.add(e);
    }
    String message = causes.get(causes.size() - 1).getMessage();
    return message == null || message.isBlank()
        ? error.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("");
  }
}
