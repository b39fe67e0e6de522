package org.ganforge.tf.form;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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

  /** How many candidates are timed; the first comparison tells the slow ones. */
  private static final int MOST_TIMED = 4;

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
    boolean inTime = System.nanoTime() < end;
    try (TrialGraph graph = new TrialGraph(shape, direction, batch, choices, config)) {
      float[] few = graph.errorsOfFew();
      List<String> wrong = new ArrayList<>();
      List<Integer> right = new ArrayList<>();
      long[] times = new long[choices.size()];
      for (int i = 0; i < choices.size() && (inTime || right.isEmpty()); i++) {
        Choice choice = choices.get(i);
        long start = System.nanoTime();
        if (isRight(few[i], choice) && isRight(graph.error(i), choice)) {
          right.add(i);
          times[i] = System.nanoTime() - start;
        } else {
          wrong.add(choice.toString());
        }
      }
      if (right.isEmpty()) {
        throw new IllegalStateException("no form of " + shape + " computes right here: " + wrong);
      }
      return inTime
          ? fastest(graph, choices, right, times, wrong)
          : new TrialOutcome(choices.get(right.get(0)), TrialOutcome.UNTIMED, wrong);
    }
  }

  /** Returns whether one form is right; products always are. */
  TrialOutcome check(ConvolutionShape shape, Direction direction, int batch, Choice choice) {
    if (choice.equals(Choice.inFloat32(Forms.ofProducts(shape, direction)))) {
      return new TrialOutcome(choice, 0, List.of());
    }
    try (TrialGraph graph = new TrialGraph(shape, direction, batch, List.of(choice), config)) {
      boolean right = isRight(graph.errorsOfFew()[0], choice) && isRight(graph.error(0), choice);
      return new TrialOutcome(choice, 0, right ? List.of() : List.of(choice.toString()));
    }
  }

  private static boolean isRight(float error, Choice choice) {
    // A NaN is not below anything.
    return error <= (choice.bfloat16() ? MOST_ERROR_IN_16_BITS : MOST_ERROR);
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

  /**
   * Returns the fastest of those that are right.
   *
   * @param first how long each took when it was compared, the comparison included
   */
  private static TrialOutcome fastest(
      TrialGraph graph,
      List<Choice> choices,
      List<Integer> right,
      long[] first,
      List<String> wrong) {
    if (right.size() == 1) {
      return new TrialOutcome(choices.get(right.get(0)), 0, wrong);
    }
    List<Integer> left =
        right.stream()
            .sorted(Comparator.comparingLong(i -> first[i]))
            .limit(MOST_TIMED)
            .sorted()
            .toList();
    long[] times = new long[choices.size()];
    left.forEach(i -> times[i] = graph.time(i));
    int rounds = best(times, left) < SHORT ? ROUNDS_OF_SHORT_ONES : ROUNDS;
    for (int round = 1; round < rounds; round++) {
      long bound = (long) (best(times, left) * HOPELESS);
      left = left.stream().filter(i -> times[i] <= bound).toList();
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
