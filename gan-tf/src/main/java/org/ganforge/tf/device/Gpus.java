package org.ganforge.tf.device;

import java.util.List;

/**
 * The GPUs that TensorFlow uses here.
 *
 * @param found {@code GPU:0}, ...; empty if there are none
 * @param whyNone why there are none; empty if there are any
 * @param wayOut what to do about it; empty if there are any
 */
public record Gpus(List<String> found, String whyNone, String wayOut) {
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
   * Asks TensorFlow whether it uses any GPU.
   *
   * @param threads as in {@link #search}
   */
  public static boolean areUsed(Threads threads) {
    return !GpuProbe.ask(threads).gpus().isEmpty();
  }

  static Gpus of(GpuSearch search) {
    if (!search.probe().gpus().isEmpty()) {
      return new Gpus(search.probe().gpus(), "", "");
    }
    GpuSearch.Reason reason = search.reason();
    return new Gpus(List.of(), reason.why(), reason.wayOut());
  }
}
