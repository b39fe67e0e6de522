package org.ganforge.tf.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The GPUs that TensorFlow uses here.
 *
 * @param found {@code GPU:0}, ...; empty if there are none
 * @param whyNone why there are none; empty if there are any
 * @param wayOut what to do about it; empty if there are any
 */
public record Gpus(List<String> found, String whyNone, String wayOut) {
  private static volatile @Nullable Boolean used;

  /** Copies the list. */
  public Gpus {
    found = List.copyOf(found);
  }

  /**
   * Asks TensorFlow and, if it finds none, looks for the reason.
   *
   * @param threads the threads of the session that this opens, which may be the first of the
   *     process
   * @throws LinkageError if its library cannot be loaded
   */
  public static Gpus search(Threads threads) {
    return of(GpuSearch.here(threads));
  }

  /**
   * Returns whether TensorFlow uses any GPU. It is asked once, with a session of its own, and the
   * answer holds as long as the process.
   *
   * @param threads as in {@link #search}
   */
  public static boolean areUsed(Threads threads) {
    Boolean known = used;
    if (known == null) {
      known = !GpuProbe.ask(threads).gpus().isEmpty();
      used = known;
    }
    return known;
  }

  /**
   * Returns the GPUs found if the one with this index is not among them; empty if it is.
   *
   * @param threads as in {@link #search}
   */
  public static List<String> foundBeside(Threads threads, int index) {
    List<String> found = GpuProbe.ask(threads, index).gpus();
    return found.contains("GPU:" + index) ? List.of() : found;
  }

  static Gpus of(GpuSearch search) {
    if (!search.probe().gpus().isEmpty()) {
      return new Gpus(search.probe().gpus(), "", "");
    }
    GpuSearch.Reason reason = search.reason();
    return new Gpus(List.of(), reason.why(), reason.wayOut());
  }
}
