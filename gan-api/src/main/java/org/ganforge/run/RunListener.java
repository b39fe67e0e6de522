package org.ganforge.run;

/** Receives a run's events, on the thread that works on it. */
@FunctionalInterface
public interface RunListener {
  /** Receives an event. */
  void on(RunEvent event);
}
