package org.ganforge.tf.form;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.tf.variable.ResourceHandle;
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
 * One direction of one convolution with its candidates, on random numbers of both signs. What is
 * right is computed by products: in float64 for a few examples, in float32 for the whole batch.
 */
final class TrialGraph implements AutoCloseable {
  /** Examples that are also computed in float64. */
  private static final int FEW = 2;

  /** Numbers of patches that are made at once, 64 MB of them. */
  private static final long MOST_PATCHES = 1 << 24;

  /** A candidate's result. */
  private record Candidate(Operand<TFloat32> fewError, Operand<TFloat32> error, Op run) {}

  private final ConvolutionShape shape;
  private final Direction direction;
  private final int batch;
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final List<Op> fill = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final Session session;

  TrialGraph(
      ConvolutionShape shape,
      Direction direction,
      int batch,
      List<Choice> choices,
      ConfigProto config) {
    this.shape = shape;
    this.direction = direction;
    this.batch = batch;
    try {
      build(choices);
      this.session = new Session(graph, config);
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
    fill.forEach(this::run);
  }

  private void build(List<Choice> choices) {
    boolean backwards = direction == Direction.INPUT;
    Operand<TFloat32> left = variable("left", backwards ? outputs(batch) : images(batch), 1);
    Operand<TFloat32> right =
        variable("right", direction == Direction.KERNEL ? outputs(batch) : kernel(), 2);
    int few = Math.min(FEW, batch);
    Operand<TFloat32> fewLeft = first(left, few);
    Operand<TFloat32> fewRight = direction == Direction.KERNEL ? first(right, few) : right;
    FormOps<TFloat64> exact = new FormOps<>(tf, TFloat64.class);
    Operand<TFloat64> fewTruth =
        Forms.ofProducts(shape, direction)
            .compile(
                exact,
                shape,
                direction,
                tf.dtypes.cast(fewLeft, TFloat64.class),
                tf.dtypes.cast(fewRight, TFloat64.class));
    Operand<TFloat32> truth = keep("truth", result(), inParts(left, right));
    for (Choice choice : choices) {
      Operand<TFloat32> of = choice.compile(tf, shape, direction, fewLeft, fewRight);
      Operand<TFloat64> wide = tf.dtypes.cast(of, TFloat64.class);
      Operand<TFloat32> whole = choice.compile(tf, shape, direction, left, right);
      candidates.add(
          new Candidate(
              tf.dtypes.cast(error(wide, fewTruth), TFloat32.class), error(whole, truth), whole));
    }
  }

  private long[] images(int count) {
    return new long[] {count, shape.rows().in(), shape.columns().in(), shape.channels()};
  }

  private long[] outputs(int count) {
    return new long[] {count, shape.rows().out(), shape.columns().out(), shape.filters()};
  }

  private long[] kernel() {
    return new long[] {
      shape.rows().taps(), shape.columns().taps(), shape.channels(), shape.filters()
    };
  }

  private long[] result() {
    return switch (direction) {
      case FORWARD -> outputs(batch);
      case INPUT -> images(batch);
      case KERNEL -> kernel();
    };
  }

  private Operand<TFloat32> variable(String name, long[] dims, long seed) {
    Operand<TFloat32> unit =
        tf.random.statelessRandomUniform(
            tf.constant(dims), tf.constant(new long[] {seed, 0}), TFloat32.class);
    return keep(name, dims, tf.math.sub(tf.math.add(unit, unit), tf.constant(1f)));
  }

  /** Keeps values in a variable, so that runs do not make them again. */
  private Operand<TFloat32> keep(String name, long[] dims, Operand<TFloat32> values) {
    Operand<TType> handle = ResourceHandle.create(tf.scope(), name, TFloat32.class, Shape.of(dims));
    fill.add(tf.assignVariableOp(handle, values));
    return tf.readVariableOp(handle, TFloat32.class);
  }

  private Operand<TFloat32> first(Operand<TFloat32> values, int count) {
    return tf.slice(values, tf.constant(new int[4]), tf.constant(new int[] {count, -1, -1, -1}));
  }

  /** Returns what products give, computed for a part of the batch at a time: patches are large. */
  private Operand<TFloat32> inParts(Operand<TFloat32> left, Operand<TFloat32> right) {
    FormOps<TFloat32> ops = new FormOps<>(tf, TFloat32.class);
    ConvolutionForm products = Forms.ofProducts(shape, direction);
    long patches = direction == Direction.INPUT ? shape.flipped().patches() : shape.patches();
    int size = (int) Math.max(1, Math.min(batch, MOST_PATCHES / patches));
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int from = 0; from < batch; from += size) {
      int[] begin = {from, 0, 0, 0};
      int[] sizes = {Math.min(size, batch - from), -1, -1, -1};
      parts.add(
          products.compile(
              ops,
              shape,
              direction,
              ops.slice(left, begin, sizes),
              direction == Direction.KERNEL ? ops.slice(right, begin, sizes) : right));
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

  /** Returns each candidate's error of a few examples. */
  float[] errorsOfFew() {
    Session.Runner runner = session.runner();
    candidates.forEach(candidate -> runner.fetch(candidate.fewError()));
    float[] errors = new float[candidates.size()];
    try (Result result = runner.run()) {
      for (int i = 0; i < errors.length; i++) {
        errors[i] = ((TFloat32) result.get(i)).getFloat();
      }
    }
    return errors;
  }

  /** Returns a candidate's error of the whole batch. */
  float error(int candidate) {
    try (Result result = session.runner().fetch(candidates.get(candidate).error()).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  /** Returns the nanoseconds that a candidate takes for the whole batch, once. */
  long time(int candidate) {
    long start = System.nanoTime();
    run(candidates.get(candidate).run());
    return System.nanoTime() - start;
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
