package org.ganforge.run;

import java.util.List;
import java.util.Optional;
import org.ganforge.Gan;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.codec.Difference;
import org.ganforge.json.codec.Differences;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;

/**
 * Earlier runs with the same images.
 *
 * @param gan the GAN to train
 * @param images all its training images
 */
record EarlierRuns(Gan gan, ImageSource images) {
  private static final String LEARNING_RATE =
      "(generator|discriminator)_optimizer\\.learning_rate\\b.*";

  /** After this many halvings a learning rate is practically zero. */
  private static final int MOST_ROLLBACKS = 60;

  /** Returns those at a place, the newest first. */
  List<EarlierRun> at(RunPlace place) {
    String digest = gan.data().select(images).digest();
    return place.runs().stream().flatMap(run -> earlier(run, digest).stream()).toList();
  }

  private Optional<EarlierRun> earlier(RunDirectory run, String digest) {
    try {
      RunInfo info = RunDirectory.open(run.path()).info();
      RunInfo.Images learned = info.images();
      return learned == null || !learned.digest().equals(digest)
          ? Optional.empty()
          : Checkpoints.of(run.checkpoints())
              .newestWhole(damaged -> {})
              .flatMap(newest -> earlier(run, info.gan(), newest));
    } catch (InvalidInputException e) {
      return Optional.empty(); // unreadable, so not the requested run
    }
  }

  private Optional<EarlierRun> earlier(RunDirectory run, Gan recorded, SavedCheckpoint newest) {
    long iteration = newest.info().iteration();
    Gan asked = gan;
    int rollbacks = 0;
    while (isSlower(recorded, asked) && rollbacks < MOST_ROLLBACKS) {
      asked = Rollback.slower(asked);
      rollbacks++;
    }
    List<Difference> differences = Differences.of(recorded, asked);
    boolean isSame = differences.stream().allMatch(ChangedConfiguration::isFree);
    boolean isOpen = iteration < recorded.plan().iterations();
    if (!isSame && !isOpen) {
      return Optional.empty();
    }
    boolean isToTrain = isOpen && iteration < gan.plan().iterations();
    EarlierRun.State state =
        !isSame
            ? EarlierRun.State.OTHER
            : isToTrain ? EarlierRun.State.UNFINISHED : EarlierRun.State.FINISHED;
    List<Difference> told = isSame ? differences : Differences.of(recorded, gan);
    return Optional.of(
        new EarlierRun(
            Run.open(run.path()).withImages(images),
            state,
            iteration,
            asked,
            isSame ? rollbacks : 0,
            told.stream()
                .filter(difference -> !difference.field().startsWith("reference"))
                .map(Difference::toString)
                .toList()));
  }

  /** Returns whether the learning rates are the only relevant difference. */
  private static boolean isSlower(Gan recorded, Gan asked) {
    List<Difference> differences =
        Differences.of(recorded, asked).stream()
            .filter(difference -> !ChangedConfiguration.isFree(difference))
            .toList();
    return !differences.isEmpty()
        && differences.stream().allMatch(one -> one.field().matches(LEARNING_RATE));
  }
}
