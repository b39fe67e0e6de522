package org.ganforge.tf.device;

import java.util.List;

/**
 * The GPUs that TensorFlow uses here.
 *
 * @param found {@code GPU:0}, ...; empty if there are none
 * @param whyNone why there are none; empty if there are
 * @param wayOut what to do about it, likewise
 */
public record Gpus(List<String> found, String whyNone, String wayOut) {
  /** Copies the list. */
  public Gpus {
    found = List.copyOf(found);
  }

  /**
   * Asks TensorFlow, and looks around where it finds none.
   *
   * @throws LinkageError if its library cannot be loaded
   */
  public static Gpus search() {
    return of(GpuSearch.here());
  }

  /** Asks TensorFlow whether it uses any. */
  public static boolean areUsed() {
    return !GpuProbe.ask().gpus().isEmpty();
  }

  static Gpus of(GpuSearch search) {
    if (!search.probe().gpus().isEmpty()) {
      return new Gpus(search.probe().gpus(), "", "");
    }
    GpuSearch.Reason reason = search.reason();
    return new Gpus(List.of(), reason.why(), reason.wayOut());
  }
}
