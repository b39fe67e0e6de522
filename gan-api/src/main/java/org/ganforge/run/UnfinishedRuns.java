package org.ganforge.run;

import java.util.Optional;
import org.ganforge.Gan;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.Differences;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;

/**
 * Runs that were begun and not finished.
 *
 * @param gan what they train
 * @param images all images that they learn of
 */
record UnfinishedRuns(Gan gan, ImageSource images) {
  /** Returns the newest of them at a place. */
  Optional<RunDirectory> newest(RunPlace place) {
    String digest = gan.data().select(images).digest();
    return place.runs().stream().filter(run -> isUnfinished(run, digest)).findFirst();
  }

  private boolean isUnfinished(RunDirectory run, String digest) {
    try {
      RunInfo info = RunDirectory.open(run.path()).info();
      RunInfo.Images learned = info.images();
      return learned != null
          && learned.digest().equals(digest)
          && Differences.of(info.gan(), gan).stream().allMatch(ChangedConfiguration::isFree)
          && isOpen(run, info);
    } catch (InvalidInputException e) {
      return false; // whatever it is, it is not the run that was asked for
    }
  }

  private boolean isOpen(RunDirectory run, RunInfo info) {
    long end = Math.min(gan.plan().iterations(), info.gan().plan().iterations());
    Optional<SavedCheckpoint> newest = Checkpoints.of(run.checkpoints()).newestWhole(damaged -> {});
    return newest.isPresent() && newest.get().info().iteration() < end;
  }
}
