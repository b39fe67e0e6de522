package org.ganforge.tf.form;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;

/**
 * Finds the fastest right form of a convolution on this machine. Every candidate is compared with
 * products, which are right on every processor, before it is timed; a wrong one is never used.
 */
final class Trial {
  /**
   * The largest error in float32, relative to the largest number; rounding causes a hundredth of
   * it.
   */
  static final float MOST_ERROR = 1e-4f;

  /** The largest error in bfloat16, which has 8 bits of precision. */
  static final float MOST_ERROR_IN_16_BITS = 2e-2f;

  /** Below this many products in a batch, timing isn't worth it; the first right form is used. */
  private static final long LEAST_PRODUCTS = 2_000_000;

  /** The most patches of a whole batch to keep in memory during a training. */
  private static final long MOST_PATCHES = 1 << 24;

  /** The products of the examples to time, 3 GFLOP. */
  private static final long MOST_PRODUCTS = 1_500_000_000;

  /** A form earlier in the table is preferred unless it takes this much longer. */
  private static final double WORTH_A_CHANGE = 1.03;

  /** A candidate that takes this much longer than the best one is not timed again. */
  private static final double HOPELESS = 1.5;

  /** How many candidates are timed; the check's own duration rules out the slowest. */
  private static final int MOST_TIMED = 4;

  private static final int ROUNDS = 3;
  private static final int ROUNDS_OF_SHORT_ONES = 9;
  private static final long SHORT = 1_000_000;

  private final List<ConvolutionForm> table;
  private final ConfigProto config;
  private final boolean bfloat16;
  private final Stopwatch stopwatch;
  private final TrialTime time;

  /** Returns how many nanoseconds a run of a candidate takes. */
  @FunctionalInterface
  interface Stopwatch {
    long time(Choice candidate, Runnable run);

    /** Measures with the system's clock. */
    static long real(Choice candidate, Runnable run) {
      long start = System.nanoTime();
      run.run();
      return System.nanoTime() - start;
    }
  }

  /**
   * Makes a trial.
   *
   * @param config the configuration of the sessions that will use the forms
   * @param bfloat16 whether a form may compute in 16 bits where that is faster
   * @param limit how long candidates are timed in all, as {@link TrialTime} counts; after that the
   *     first right one is taken
   */
  Trial(ConfigProto config, boolean bfloat16, Duration limit) {
    this(Forms.all(), config, bfloat16, limit, Stopwatch::real);
  }

  Trial(
      List<ConvolutionForm> table,
      ConfigProto config,
      boolean bfloat16,
      Duration limit,
      Stopwatch stopwatch) {
    this.table = List.copyOf(table);
    this.config = config;
    this.bfloat16 = bfloat16;
    this.stopwatch = stopwatch;
    this.time = TrialTime.of(limit);
  }

  /** Returns the outcome for a direction of a convolution of {@code batch} images. */
  TrialOutcome of(ConvolutionShape shape, Direction direction, int batch) {
    boolean small = isSmall(shape, batch);
    boolean timing = !small && !time.isOver();
    int timed = timed(shape, batch);
    List<Choice> choices = candidates(shape, direction, batch);
    try (TrialGraph graph = new TrialGraph(shape, direction, batch, timed, choices, config)) {
      List<String> wrong = new ArrayList<>();
      List<Integer> right = new ArrayList<>();
      List<Integer> others = new ArrayList<>();
      long[] first = new long[choices.size()];
      for (int i = 0; i < choices.size() && (timing || right.isEmpty()); i++) {
        int candidate = i;
        Choice choice = choices.get(i);
        Runnable check = () -> (isRight(graph, candidate, choice) ? right : others).add(candidate);
        first[i] = stopwatch.time(choice, check);
      }
      others.forEach(i -> wrong.add(choices.get(i).toString()));
      if (!timing && !right.isEmpty()) {
        long nanos = small ? 0 : TrialOutcome.UNTIMED;
        return new TrialOutcome(choices.get(right.get(0)), nanos, wrong);
      }
      while (!right.isEmpty()) {
        Timed fastest = fastest(graph, choices, right, first);
        Choice choice = choices.get(fastest.candidate());
        if (timed == batch || isRight(graph.wholeError(fastest.candidate()), choice)) {
          return new TrialOutcome(choice, fastest.nanos() * batch / timed, wrong);
        }
        wrong.add(choice.toString());
        right.remove(Integer.valueOf(fastest.candidate()));
      }
      // Products are right by definition: they computed the truth.
      return new TrialOutcome(Choice.inFloat32(Forms.ofProducts(shape, direction)), 0, wrong);
    }
  }

  /** Returns how many examples to time: enough to take a few milliseconds. */
  private static int timed(ConvolutionShape shape, int batch) {
    long enough = Math.max(TrialGraph.FEW, MOST_PRODUCTS / shape.products());
    return (int) Math.min(batch, enough);
  }

  /** Returns whether one form is right; products always are. */
  TrialOutcome check(ConvolutionShape shape, Direction direction, int batch, Choice choice) {
    if (choice.equals(Choice.inFloat32(Forms.ofProducts(shape, direction)))) {
      return new TrialOutcome(choice, 0, List.of());
    }
    try (TrialGraph graph =
        new TrialGraph(shape, direction, batch, timed(shape, batch), List.of(choice), config)) {
      boolean right = isRight(graph, 0, choice);
      return new TrialOutcome(choice, 0, right ? List.of() : List.of(choice.toString()));
    }
  }

  /** A form that TensorFlow refuses counts as wrong, too. */
  private static boolean isRight(TrialGraph graph, int candidate, Choice choice) {
    try {
      return isRight(graph.fewError(candidate), choice) && isRight(graph.error(candidate), choice);
    } catch (TensorFlowException | TFInvalidArgumentException | TFUnimplementedException e) {
      return false;
    }
  }

  private static boolean isRight(float error, Choice choice) {
    // Comparing with NaN is always false, so NaN counts as wrong.
    return error <= (choice.bfloat16() ? MOST_ERROR_IN_16_BITS : MOST_ERROR);
  }

  /** Returns the forms to try; for a small convolution, only the engine's own and products. */
  private List<Choice> candidates(ConvolutionShape shape, Direction direction, int batch) {
    ConvolutionForm products = Forms.ofProducts(shape, direction);
    ConvolutionForm plain = Forms.plain(shape, direction);
    boolean small = isSmall(shape, batch);
    boolean large = !shape.isProduct() && patches(shape, direction) * batch > MOST_PATCHES;
    List<Choice> choices = new ArrayList<>();
    for (ConvolutionForm form : table) {
      boolean isProducts = form.equals(products);
      boolean isCandidate = isProducts ? !large : !small || form.equals(plain);
      if (isCandidate && form.fits(shape, direction)) {
        choices.add(Choice.inFloat32(form));
        if (bfloat16 && !small && form.suits16Bits()) {
          choices.add(new Choice(form, true));
        }
      }
    }
    return choices;
  }

  private static boolean isSmall(ConvolutionShape shape, int batch) {
    return shape.products() * batch < LEAST_PRODUCTS;
  }

  private static long patches(ConvolutionShape shape, Direction direction) {
    return direction == Direction.INPUT ? shape.flipped().patches() : shape.patches();
  }

  /** A candidate and how long it takes. */
  private record Timed(int candidate, long nanos) {}

  /**
   * Returns the fastest of the right candidates.
   *
   * @param first how long each took to be checked, including the check itself
   */
  private Timed fastest(TrialGraph graph, List<Choice> choices, List<Integer> right, long[] first) {
    if (right.size() == 1) {
      return new Timed(right.get(0), 0);
    }
    List<Integer> left =
        right.stream()
            .sorted(Comparator.comparingLong(i -> first[i]))
            .limit(MOST_TIMED)
            .sorted()
            .toList();
    long[] times = new long[first.length];
    IntToLongFunction time = i -> stopwatch.time(choices.get(i), () -> graph.run(i));
    left.forEach(i -> times[i] = time.applyAsLong(i));
    int rounds = best(times, left) < SHORT ? ROUNDS_OF_SHORT_ONES : ROUNDS;
    for (int round = 1; round < rounds; round++) {
      long bound = (long) (best(times, left) * HOPELESS);
      left = left.stream().filter(i -> times[i] <= bound).toList();
      // Interleaved, so that a moment when the machine is busy affects all of them.
      left.forEach(i -> times[i] = Math.min(times[i], time.applyAsLong(i)));
    }
    long bound = (long) (best(times, left) * WORTH_A_CHANGE);
    int chosen = left.stream().filter(i -> times[i] <= bound).findFirst().orElseThrow();
    return new Timed(chosen, times[chosen]);
  }

  private static long best(long[] times, List<Integer> of) {
    return of.stream().mapToLong(i -> times[i]).min().orElseThrow();
  }
}
