package org.ganforge.run;

/** Hears what happens to a run, on the thread that works on it. */
@FunctionalInterface
public interface RunListener {
  /** Takes notice of an event. */
  void on(RunEvent event);
}
