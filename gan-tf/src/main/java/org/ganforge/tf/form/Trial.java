package org.ganforge.tf.form;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.ConfigProto;

/**
 * Finds the fastest right form of a convolution on this machine. Every candidate is compared with
 * products, which are right on every processor, before it is timed; a wrong one is never used.
 */
final class Trial {
  /** The largest error in float32, as a share of the largest number: rounding makes a hundredth. */
  static final float MOST_ERROR = 1e-4f;

  /** The largest error in bfloat16, whose numbers have 8 digits of two. */
  static final float MOST_ERROR_IN_16_BITS = 2e-2f;

  /** Below this many products in a batch the choice saves no time worth the trial. */
  private static final long LEAST_PRODUCTS = 2_000_000;

  /** Patches of a whole batch that are too many to keep in memory during a training. */
  private static final long MOST_PATCHES = 1 << 25;

  /** A form in front of another one in the table is kept unless it takes this much longer. */
  private static final double WORTH_A_CHANGE = 1.03;

  /** A candidate that takes this much longer than the best one is not timed again. */
  private static final double HOPELESS = 1.5;

  private static final int ROUNDS = 3;
  private static final int ROUNDS_OF_SHORT_ONES = 9;
  private static final long SHORT = 1_000_000;

  private final List<ConvolutionForm> table;
  private final ConfigProto config;
  private final boolean bfloat16;
  private final long end;

  /**
   * Makes a trial.
   *
   * @param config of the sessions that will use the forms
   * @param bfloat16 whether a form may compute in 16 bits where that is faster
   * @param limit how long candidates are timed in all; after that the first right one is taken
   */
  Trial(ConfigProto config, boolean bfloat16, Duration limit) {
    this(Forms.all(), config, bfloat16, limit);
  }

  Trial(List<ConvolutionForm> table, ConfigProto config, boolean bfloat16, Duration limit) {
    this.table = List.copyOf(table);
    this.config = config;
    this.bfloat16 = bfloat16;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** Returns the outcome for a direction of a convolution of so many images. */
  TrialOutcome of(ConvolutionShape shape, Direction direction, int batch) {
    List<Choice> choices = candidates(shape, direction, batch);
    try (TrialGraph graph = new TrialGraph(shape, direction, batch, choices, config)) {
      List<String> wrong = new ArrayList<>();
      List<Integer> right = new ArrayList<>();
      for (int i = 0; i < choices.size(); i++) {
        Choice choice = choices.get(i);
        if (isRight(graph, i, choice)) {
          right.add(i);
        } else {
          wrong.add(choice.toString());
        }
      }
      if (right.isEmpty()) {
        throw new IllegalStateException("no form of " + shape + " computes right here: " + wrong);
      }
      return fastest(graph, choices, right, wrong);
    }
  }

  /** Returns whether one form is right; products always are. */
  TrialOutcome check(ConvolutionShape shape, Direction direction, int batch, Choice choice) {
    if (choice.equals(Choice.inFloat32(Forms.ofProducts(shape, direction)))) {
      return new TrialOutcome(choice, 0, List.of());
    }
    try (TrialGraph graph = new TrialGraph(shape, direction, batch, List.of(choice), config)) {
      boolean right = isRight(graph, 0, choice);
      return new TrialOutcome(choice, 0, right ? List.of() : List.of(choice.toString()));
    }
  }

  private static boolean isRight(TrialGraph graph, int candidate, Choice choice) {
    // A NaN is not below anything.
    return graph.error(candidate) <= (choice.bfloat16() ? MOST_ERROR_IN_16_BITS : MOST_ERROR);
  }

  /** Returns the forms to try; of a small convolution only those that are right most often. */
  private List<Choice> candidates(ConvolutionShape shape, Direction direction, int batch) {
    ConvolutionForm products = Forms.ofProducts(shape, direction);
    boolean small = shape.products() * batch < LEAST_PRODUCTS;
    List<ConvolutionForm> forms =
        table.stream()
            .filter(form -> form.fits(shape, direction))
            .filter(form -> !small || form instanceof Engine || form.equals(products))
            .filter(
                form ->
                    !form.equals(products)
                        || shape.isProduct()
                        || patches(shape, direction) * batch <= MOST_PATCHES)
            .toList();
    List<Choice> choices = new ArrayList<>();
    for (ConvolutionForm form : forms) {
      choices.add(Choice.inFloat32(form));
      if (bfloat16 && !small && form.suits16Bits()) {
        choices.add(new Choice(form, true));
      }
    }
    if (choices.stream().noneMatch(choice -> choice.equals(Choice.inFloat32(products)))) {
      choices.add(Choice.inFloat32(products));
    }
    return choices;
  }

  private static long patches(ConvolutionShape shape, Direction direction) {
    return direction == Direction.INPUT ? shape.flipped().patches() : shape.patches();
  }

  private TrialOutcome fastest(
      TrialGraph graph, List<Choice> choices, List<Integer> right, List<String> wrong) {
    if (right.size() == 1 || System.nanoTime() > end) {
      return new TrialOutcome(choices.get(right.get(0)), 0, wrong);
    }
    long[] times = new long[choices.size()];
    List<Integer> left = new ArrayList<>(right);
    left.forEach(i -> times[i] = graph.time(i));
    long best = best(times, left);
    int rounds = best < SHORT ? ROUNDS_OF_SHORT_ONES : ROUNDS;
    for (int round = 1; round < rounds; round++) {
      long bound = (long) (best(times, left) * HOPELESS);
      left.removeIf(i -> times[i] > bound);
      // By turns, so that a machine that is busy for a moment is so for all.
      left.forEach(i -> times[i] = Math.min(times[i], graph.time(i)));
    }
    long bound = (long) (best(times, left) * WORTH_A_CHANGE);
    int chosen = left.stream().filter(i -> times[i] <= bound).findFirst().orElseThrow();
    return new TrialOutcome(choices.get(chosen), times[chosen], wrong);
  }

  private static long best(long[] times, List<Integer> of) {
    return of.stream().mapToLong(i -> times[i]).min().orElseThrow();
  }
}
