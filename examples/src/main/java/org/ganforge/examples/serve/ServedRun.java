package org.ganforge.examples.serve;

import java.util.Optional;
import org.ganforge.observe.RunDirectory;

/**
 * A run on the page.
 *
 * @param id its name in addresses
 * @param directory with its records
 * @param training in this program; empty if the run is only read
 */
record ServedRun(String id, RunDirectory directory, Optional<TrainingControl> training) {
  /** Returns a run that is only read. */
  static ServedRun recorded(String id, RunDirectory directory) {
    return new ServedRun(id, directory, Optional.empty());
  }
}
