package org.ganforge.cluster;

/**
 * Hears what happens to a worker's connections, from threads that watch them. The training itself
 * may wait in native code for a worker that no longer exists.
 */
public interface WorkerListener {
  /**
   * Another worker is lost. The training cannot continue; it may fail soon, later, or hang. A
   * program that has nothing else to do ends its process here, by {@link Runtime#halt}: like a
   * crash, that loses no checkpoint.
   */
  void onLost(WorkerLostException lost);

  /**
   * On the chief only: another worker asks to end the training cleanly, since its process is about
   * to end.
   */
  default void onStop() {}
}
