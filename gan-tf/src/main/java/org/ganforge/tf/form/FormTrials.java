package org.ganforge.tf.form;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * @param config the configuration of the sessions that will use the forms
   * @param bfloat16 whether a form may compute in 16 bits where that is faster
   * @param cache where outcomes are kept
   */
  public FormTrials(ConfigProto config, boolean bfloat16, FormCache cache) {
    this(config, bfloat16, cache, LIMIT);
  }

  private FormTrials(ConfigProto config, boolean bfloat16, FormCache cache, Duration limit) {
    // A trial's graphs run too briefly to be worth optimizing.
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
    return of(uses, true);
  }

  /**
   * Returns the fastest right forms of these convolutions.
   *
   * @param gradients whether gradients will be computed; if not, only the layers' own directions
   *     are tried
   */
  public TriedForms of(List<ConvolutionUse> uses, boolean gradients) {
    Map<String, TrialOutcome> before = cache.read();
    Map<String, TrialOutcome> known = new LinkedHashMap<>(before);
    Map<String, TrialOutcome> found = new LinkedHashMap<>();
    Trial trial = new Trial(config, bfloat16, limit);
    try {
      for (ConvolutionUse use : largestFirst(uses)) {
        for (Direction direction : directions(use, gradients)) {
          String entry = entry(FormTable.key(use.shape(), direction), use.batch());
          if (!fits(before.get(entry), use, direction)) {
            found.put(entry, trial.of(use.shape(), direction, use.batch()));
          }
        }
      }
    } finally {
      known.putAll(cache.add(found, before));
    }
    if (!limit.isZero()) {
      found.forEach(FormTrials::warn);
    }
    return tried(uses, gradients, known);
  }

  private static boolean fits(
      @Nullable TrialOutcome outcome, ConvolutionUse use, Direction direction) {
    return outcome != null && outcome.choice().form().fits(use.shape(), direction);
  }

  private static List<Direction> directions(ConvolutionUse use, boolean gradients) {
    return Arrays.asList(gradients ? Direction.values() : use.own());
  }

  private TriedForms tried(
      List<ConvolutionUse> uses, boolean gradients, Map<String, TrialOutcome> known) {
    Map<String, Choice> choices = new LinkedHashMap<>();
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    long nanos = 0;
    for (ConvolutionUse use : uses) {
      for (Direction direction : directions(use, gradients)) {
        String key = FormTable.key(use.shape(), direction);
        TrialOutcome outcome = Objects.requireNonNull(known.get(entry(key, use.batch())));
        choices.put(key, outcome.choice());
        nanos += Math.max(0, outcome.nanos());
        if (!outcome.wrong().isEmpty()) {
          wrong.put(key, outcome.wrong());
        }
      }
    }
    return new TriedForms(FormTable.of(choices), wrong, nanos);
  }

  /**
   * Checks that forms chosen elsewhere can compute these convolutions, and are right on this
   * machine.
   *
   * @param gradients whether gradients will be taken; else only the layers' own directions matter
   * @throws InvalidInputException if one does not fit or is wrong
   */
  public void check(List<ConvolutionUse> uses, FormTable table, boolean gradients) {
    Map<String, TrialOutcome> known = cache.read();
    Map<String, TrialOutcome> found = new LinkedHashMap<>();
    Trial trial = new Trial(config, bfloat16, limit);
    try {
      for (ConvolutionUse use : uses) {
        for (Direction direction : directions(use, gradients)) {
          Choice choice = table.choice(use.shape(), direction);
          String key = FormTable.key(use.shape(), direction);
          if (!table.knows(use.shape(), direction)) {
            throw new InvalidInputException(
                "form of " + key,
                "a form in the given list",
                "none",
                "give the list of a run of the same networks, or let a trial choose");
          }
          if (!choice.form().fits(use.shape(), direction)) {
            throw refused(key, "a form that can compute it", choice);
          }
          String entry = entry(key, use.batch()) + ", " + choice;
          TrialOutcome outcome = known.get(entry);
          if (outcome == null && !isProved(known.get(entry(key, use.batch())), choice)) {
            outcome = trial.check(use.shape(), direction, use.batch(), choice);
            found.put(entry, outcome);
          }
          if (outcome != null && !outcome.wrong().isEmpty()) {
            throw refused(key, "one that computes correctly on this processor", choice);
          }
        }
      }
    } finally {
      cache.add(found);
    }
  }

  private static InvalidInputException refused(String key, String expected, Choice choice) {
    return new InvalidInputException(
        "form of " + key,
        expected,
        '"' + choice.toString() + '"',
        "let a trial choose by TensorFlowOptions.withForms(null)");
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

  /** Logs the engine's own faults; another form that rounds too much is not one. */
  private static void warn(String entry, TrialOutcome outcome) {
    List<String> faults =
        outcome.wrong().stream()
            .filter(name -> name.contains("engine") && !name.endsWith("bfloat16"))
            .toList();
    if (!faults.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "TensorFlow computes this convolution incorrectly on this processor, so another form is"
              + " used: {0}: {1}",
          entry,
          String.join("; ", faults));
    }
  }
}
