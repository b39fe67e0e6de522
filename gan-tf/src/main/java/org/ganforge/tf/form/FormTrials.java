package org.ganforge.tf.form;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;

/** Chooses the forms of a graph's convolutions by trials, and remembers them for this machine. */
public final class FormTrials {
  private static final Duration LIMIT = Duration.ofSeconds(8);
  private static final System.Logger LOG = System.getLogger(FormTrials.class.getName());

  private final ConfigProto config;
  private final boolean bfloat16;
  private final FormCache cache;
  private final Duration limit;

  /**
   * Makes the trials of one machine.
   *
   * @param config of the sessions that will use the forms
   * @param bfloat16 whether a form may compute in 16 bits where that is faster
   * @param cache where outcomes are kept
   */
  public FormTrials(ConfigProto config, boolean bfloat16, FormCache cache) {
    this(config, bfloat16, cache, LIMIT);
  }

  private FormTrials(ConfigProto config, boolean bfloat16, FormCache cache, Duration limit) {
    // Nothing in a trial is worth an optimizer's time.
    this.config =
        config.toBuilder()
            .setGraphOptions(
                GraphOptions.newBuilder()
                    .setOptimizerOptions(
                        OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0))
                    .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
            .build();
    this.bfloat16 = bfloat16;
    this.cache = cache;
    this.limit = limit;
  }

  /** Returns trials that time nothing and take the first form of the table that is right. */
  public static FormTrials untimed(ConfigProto config, FormCache cache) {
    return new FormTrials(config, false, cache, Duration.ZERO);
  }

  /** Returns the fastest right form of every direction of these convolutions. */
  public TriedForms of(List<ConvolutionUse> uses) {
    Map<String, TrialOutcome> known = cache.read();
    Map<String, TrialOutcome> found = new LinkedHashMap<>();
    Map<String, Choice> choices = new LinkedHashMap<>();
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    Trial trial = new Trial(config, bfloat16, limit);
    long nanos = 0;
    for (ConvolutionUse use : largestFirst(uses)) {
      for (Direction direction : Direction.values()) {
        String key = FormTable.key(use.shape(), direction);
        String entry = entry(key, use.batch());
        TrialOutcome outcome = known.get(entry);
        if (outcome == null) {
          outcome = trial.of(use.shape(), direction, use.batch());
          if (outcome.nanos() != TrialOutcome.UNTIMED) {
            found.put(entry, outcome); // else the next start tries again
          }
        }
        choices.put(key, outcome.choice());
        nanos += Math.max(0, outcome.nanos());
        if (!outcome.wrong().isEmpty()) {
          wrong.put(key, outcome.wrong());
        }
      }
    }
    found.forEach(FormTrials::tell);
    cache.add(found);
    return new TriedForms(FormTable.of(choices), wrong, nanos);
  }

  /**
   * Checks that forms chosen elsewhere are right on this machine.
   *
   * @throws InvalidInputException if one is wrong
   */
  public void check(List<ConvolutionUse> uses, FormTable table) {
    Map<String, TrialOutcome> known = cache.read();
    Map<String, TrialOutcome> found = new LinkedHashMap<>();
    Trial trial = new Trial(config, bfloat16, limit);
    for (ConvolutionUse use : uses) {
      for (Direction direction : Direction.values()) {
        String key = FormTable.key(use.shape(), direction);
        Choice choice = table.choice(use.shape(), direction);
        String entry = entry(key, use.batch()) + ", " + choice;
        TrialOutcome outcome = known.get(entry);
        if (outcome == null && !isProved(known.get(entry(key, use.batch())), choice)) {
          outcome = trial.check(use.shape(), direction, use.batch(), choice);
          found.put(entry, outcome);
        }
        if (outcome != null && !outcome.wrong().isEmpty()) {
          throw new InvalidInputException(
              "form of " + key,
              "one that computes right on this processor",
              '"' + choice.toString() + '"',
              "let a trial choose: leave --forms out, or to go on with a run add --forms trial"
                  + " --override");
        }
      }
    }
    cache.add(found);
  }

  private static boolean isProved(@Nullable TrialOutcome outcome, Choice choice) {
    return outcome != null && outcome.choice().equals(choice);
  }

  private String entry(String key, int batch) {
    return key + ", batch " + batch + (bfloat16 ? ", bfloat16" : ", float32");
  }

  /** The largest first: should time run out, the small ones matter least. */
  private static List<ConvolutionUse> largestFirst(List<ConvolutionUse> uses) {
    return uses.stream()
        .sorted(
            Comparator.comparingLong((ConvolutionUse use) -> -use.shape().products() * use.batch())
                .thenComparing(use -> use.shape().toString()))
        .toList();
  }

  private static void tell(String entry, TrialOutcome outcome) {
    if (!outcome.wrong().isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "TensorFlow computes this convolution wrong on this processor, so that another form is"
              + " used: {0}: {1}",
          entry,
          String.join("; ", outcome.wrong()));
    }
  }
}
