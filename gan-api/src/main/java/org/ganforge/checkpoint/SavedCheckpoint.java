package org.ganforge.checkpoint;

import java.nio.file.Path;
import org.ganforge.json.record.CheckpointInfo;

/**
 * A checkpoint whose files have all been verified.
 *
 * @param directory where it is
 * @param info its description
 */
public record SavedCheckpoint(Path directory, CheckpointInfo info) {
  /** Returns {@code step-500}. */
  public String name() {
    return "step-" + info.iteration();
  }
}
