package org.ganforge.run;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.ComputationDifferences;
import org.ganforge.json.record.Difference;
import org.ganforge.json.record.Differences;
import org.ganforge.json.record.RunInfo;

/** What a training that goes on would do otherwise than the one that it goes on from. */
record ChangedConfiguration(List<Difference> differences) {
  /** What changes nothing that is learned. */
  private static final String FREE =
      "plan\\.iterations\\b.*|recording\\.(checkpoints|evaluate|tensorboard)\\b.*|reference\\b.*";

  /** What the saved variables belong to. */
  private static final String FIXED =
      "(keras|(generator|discriminator)\\b|\\w+_optimizer\\b(?!\\.(learning_rate|decay)\\b)).*";

  /**
   * Compares what was with what will be; of networks that learned nothing here only these count.
   */
  static ChangedConfiguration of(
      CheckpointInfo then,
      Gan gan,
      Gan nowGan,
      RunInfo.Images nowImages,
      RunInfo.Versions versions,
      Computation computation) {
    List<Difference> all = new ArrayList<>(Differences.of(gan, nowGan));
    if (then.images() != null) {
      all.addAll(Differences.of("images", then.images().withoutPlace(), nowImages.withoutPlace()));
    }
    all.addAll(Differences.of("versions", then.versions(), onSameKernel(versions, then)));
    all.addAll(ComputationDifferences.of(then.computation(), computation));
    boolean isUntrained = then.images() == null;
    return new ChangedConfiguration(
        all.stream()
            .filter(difference -> isUntrained ? isFixed(difference) : !isFree(difference))
            .toList());
  }

  private static boolean isFixed(Difference difference) {
    return difference.field().matches(FIXED);
  }

  /** Returns them in words. */
  List<String> texts() {
    return differences.stream().map(Difference::toString).toList();
  }

  /** Returns whether a difference changes nothing that is learned. */
  static boolean isFree(Difference difference) {
    return difference.field().matches(FREE);
  }

  /** An update of the system's kernel is no other system. */
  private static RunInfo.Versions onSameKernel(RunInfo.Versions now, CheckpointInfo then) {
    String kernel = " .* ";
    String os = then.versions().os();
    return now.os().replaceFirst(kernel, " ").equals(os.replaceFirst(kernel, " "))
        ? new RunInfo.Versions(now.ganforge(), now.java(), os, now.backend())
        : now;
  }

  /**
   * Refuses the changes.
   *
   * @param allowed whether the user has agreed to those that can be
   */
  void check(String where, String checkpoint, boolean allowed) {
    List<Difference> fixed = differences.stream().filter(ChangedConfiguration::isFixed).toList();
    List<Difference> refused = allowed ? fixed : differences;
    if (!refused.isEmpty()) {
      throw InvalidInputException.of(
          where,
          "what " + checkpoint + " was trained with",
          refused.stream().map(Difference::toString).toList(),
          fixed.isEmpty()
              ? "undo the changes, or go on with them by withOverride(true)"
              : "leave the networks and their optimizers as they were, but for the learning rate");
    }
  }
}
