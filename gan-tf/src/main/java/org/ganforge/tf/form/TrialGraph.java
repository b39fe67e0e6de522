package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.tf.scope.ScopedGraph;
import org.ganforge.tf.variable.ResourceHandle;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * One direction of one convolution with its candidates, on random numbers of both signs. The truth
 * is computed by products: in float64 for a few examples, in float32 for as many as are timed, and
 * for the whole batch.
 */
final class TrialGraph implements AutoCloseable {
  /** Examples that are also computed in float64. */
  static final int FEW = 2;

  /** The most numbers of patches to make at once, 64 MB in float32. */
  private static final long MOST_PATCHES = 1 << 24;

  /** A candidate's results. */
  private record Candidate(
      Choice choice, @Nullable Operand<TFloat32> fewError, Operand<TFloat32> error, Op run) {}

  private final ConvolutionShape shape;
  private final Direction direction;
  private final int batch;
  private final Graph graph = ScopedGraph.empty();
  private final Ops tf = ScopedGraph.opsOf(graph);
  private final List<Op> fill = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final Operand<TFloat32> left;
  private final Operand<TFloat32> right;
  private final Session session;

  /**
   * Builds the graph and computes the truth.
   *
   * @param batch how many examples the whole batch has
   * @param timed how many of them are timed
   */
  TrialGraph(
      ConvolutionShape shape,
      Direction direction,
      int batch,
      int timed,
      List<Choice> choices,
      ConfigProto config) {
    this.shape = shape;
    this.direction = direction;
    this.batch = batch;
    try {
      boolean backwards = direction == Direction.INPUT;
      this.left = variable("left", backwards ? outputs(batch) : images(batch), 1);
      this.right = variable("right", direction == Direction.KERNEL ? outputs(batch) : kernel(), 2);
      build(choices, timed);
      this.session = new Session(graph, config);
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
    fill.forEach(this::run);
  }

  private void build(List<Choice> choices, int timed) {
    int few = Math.min(FEW, timed);
    Operand<TFloat64> fewTruth = hasFew() ? fewTruth(few) : null;
    Operand<TFloat32> truth =
        keep("truth", TFloat32.class, result(timed), inParts(lefts(timed), rights(timed), timed));
    for (Choice choice : choices) {
      Operand<TFloat32> result = choice.compile(tf, shape, direction, lefts(timed), rights(timed));
      candidates.add(
          new Candidate(
              choice,
              fewTruth == null ? null : fewError(choice, few, fewTruth),
              error(result, truth),
              result));
    }
  }

  /** The float64 patches of a very large image would take more memory than training does. */
  private boolean hasFew() {
    return patches() * FEW <= MOST_PATCHES;
  }

  private long patches() {
    return direction == Direction.INPUT ? shape.flipped().patches() : shape.patches();
  }

  private Operand<TFloat64> fewTruth(int few) {
    Operand<TFloat64> truth =
        Forms.ofProducts(shape, direction)
            .compile(
                new FormOps<>(tf, TFloat64.class),
                shape,
                direction,
                tf.dtypes.cast(lefts(few), TFloat64.class),
                tf.dtypes.cast(rights(few), TFloat64.class));
    return keep("few_truth", TFloat64.class, result(few), truth);
  }

  private Operand<TFloat32> fewError(Choice choice, int few, Operand<TFloat64> truth) {
    Operand<TFloat32> result = choice.compile(tf, shape, direction, lefts(few), rights(few));
    return tf.dtypes.cast(error(tf.dtypes.cast(result, TFloat64.class), truth), TFloat32.class);
  }

  private Operand<TFloat32> lefts(int count) {
    return first(left, count);
  }

  private Operand<TFloat32> rights(int count) {
    return direction == Direction.KERNEL ? first(right, count) : right;
  }

  private long[] images(int count) {
    return new long[] {count, shape.rows().in(), shape.columns().in(), shape.channels()};
  }

  private long[] outputs(int count) {
    return new long[] {count, shape.rows().out(), shape.columns().out(), shape.filters()};
  }

  private long[] kernel() {
    return new long[] {shape.rows().taps(), shape.columns().taps(), shape.depth(), shape.filters()};
  }

  private long[] result(int count) {
    return switch (direction) {
      case FORWARD -> outputs(count);
      case INPUT -> images(count);
      case KERNEL -> kernel();
    };
  }

  private Operand<TFloat32> variable(String name, long[] dims, long seed) {
    Operand<TFloat32> unit =
        tf.random.statelessRandomUniform(
            tf.constant(dims), tf.constant(new long[] {seed, 0}), TFloat32.class);
    Operand<TFloat32> values = tf.math.sub(tf.math.add(unit, unit), tf.constant(1f));
    return keep(name, TFloat32.class, dims, values);
  }

  /** Keeps values in a variable, so that runs don't recompute them. */
  private <T extends TNumber> Operand<T> keep(
      String name, Class<T> type, long[] dims, Operand<T> values) {
    Operand<TType> handle = ResourceHandle.create(tf.scope(), name, type, Shape.of(dims));
    fill.add(tf.assignVariableOp(handle, values));
    return tf.readVariableOp(handle, type);
  }

  private Operand<TFloat32> first(Operand<TFloat32> values, int count) {
    return count == batch
        ? values
        : tf.slice(values, tf.constant(new int[4]), tf.constant(new int[] {count, -1, -1, -1}));
  }

  /**
   * Returns the result of products, computed for part of the batch at a time, since patches are
   * large.
   */
  private Operand<TFloat32> inParts(Operand<TFloat32> images, Operand<TFloat32> others, int count) {
    FormOps<TFloat32> ops = new FormOps<>(tf, TFloat32.class);
    ConvolutionForm products = Forms.ofProducts(shape, direction);
    int size = (int) Math.max(1, Math.min(count, MOST_PATCHES / patches()));
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int from = 0; from < count; from += size) {
      int[] begin = {from, 0, 0, 0};
      int[] sizes = {Math.min(size, count - from), -1, -1, -1};
      parts.add(
          products.compile(
              ops,
              shape,
              direction,
              ops.slice(images, begin, sizes),
              direction == Direction.KERNEL ? ops.slice(others, begin, sizes) : others));
    }
    return direction == Direction.KERNEL
        ? parts.stream().reduce(ops::add).orElseThrow()
        : ops.concat(parts, 0);
  }

  /** Returns the largest difference as a share of the largest number; NaN stays NaN. */
  private <T extends TNumber> Operand<T> error(Operand<T> values, Operand<T> truth) {
    return tf.math.div(largest(tf.math.sub(values, truth)), largest(truth));
  }

  private <T extends TNumber> Operand<T> largest(Operand<T> values) {
    return tf.reduceMax(tf.math.abs(values), tf.constant(new int[] {0, 1, 2, 3}));
  }

  /** Returns a candidate's error on a few examples; 0 if their truth would be too large. */
  float fewError(int candidate) {
    Operand<TFloat32> error = candidates.get(candidate).fewError();
    return error == null ? 0 : fetch(error);
  }

  /** Returns a candidate's error on the timed examples. */
  float error(int candidate) {
    return fetch(candidates.get(candidate).error());
  }

  /** Returns a candidate's error on the whole batch. */
  float wholeError(int candidate) {
    Choice choice = candidates.get(candidate).choice();
    return fetch(
        error(choice.compile(tf, shape, direction, left, right), inParts(left, right, batch)));
  }

  /** Runs a candidate once on the timed examples. */
  void run(int candidate) {
    run(candidates.get(candidate).run());
  }

  private float fetch(Operand<TFloat32> scalar) {
    try (Result result = session.runner().fetch(scalar).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  private void run(Op operation) {
    session.runner().addTarget(operation).run().close();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
