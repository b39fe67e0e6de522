package org.ganforge.examples.train;

/** The process that has started this one, if that is a launcher of local workers. */
final class LauncherWatch {
  /** Its process id. */
  static final String PROPERTY = "ganforge.launcher";

  private LauncherWatch() {}

  /** Runs an action when the launcher has ended, perhaps by a kill that it could not pass on. */
  static void stop(Runnable action) {
    Long pid = Long.getLong(PROPERTY);
    if (pid != null) {
      ProcessHandle.of(pid)
          .ifPresent(
              launcher -> {
                var unused = launcher.onExit().thenRun(action);
              });
    }
  }
}
