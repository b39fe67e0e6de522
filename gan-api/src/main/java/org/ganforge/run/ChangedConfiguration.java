package org.ganforge.run;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.codec.ComputationDifferences;
import org.ganforge.json.codec.Difference;
import org.ganforge.json.codec.Differences;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;

/** The differences between resumed training and the training it continues. */
record ChangedConfiguration(List<Difference> differences) {
  /** Parts that don't affect training. */
  private static final String FREE =
      "plan\\.iterations\\b.*|recording\\.(checkpoints|evaluate|tensorboard)\\b.*|reference\\b.*";

  /** Parts that determine the saved variables. */
  private static final String FIXED =
      "(keras|(generator|discriminator)\\b|\\w+_optimizer\\b(?!\\.(learning_rate|decay)\\b)).*";

  /** Compares the configurations then and now; for imported networks only the networks count. */
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

  /** Returns the differences as text. */
  List<String> texts() {
    return differences.stream().map(Difference::toString).toList();
  }

  /** Returns whether a difference doesn't affect training. */
  static boolean isFree(Difference difference) {
    return difference.field().matches(FREE);
  }

  /** Ignores the kernel's version: an update doesn't make it another system. */
  private static RunInfo.Versions onSameKernel(RunInfo.Versions now, CheckpointInfo then) {
    String kernel = " .* ";
    String os = then.versions().os();
    return now.os().replaceFirst(kernel, " ").equals(os.replaceFirst(kernel, " "))
        ? new RunInfo.Versions(now.ganforge(), now.java(), os, now.backend())
        : now;
  }

  /**
   * Rejects the changes.
   *
   * @param allowed whether the user has agreed to those that are possible
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
              ? "undo the changes, or accept them with withOverride(true)"
              : "keep the networks and their optimizers, except for the learning rates");
    }
  }
}
