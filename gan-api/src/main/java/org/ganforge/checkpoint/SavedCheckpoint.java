package org.ganforge.checkpoint;

import java.nio.file.Path;
import org.ganforge.json.record.CheckpointInfo;

/**
 * A checkpoint whose files were all found as they were written.
 *
 * @param directory where it lies
 * @param info what it is of
 */
public record SavedCheckpoint(Path directory, CheckpointInfo info) {
  /** Returns {@code step-500}. */
  public String name() {
    return "step-" + info.iteration();
  }
}
