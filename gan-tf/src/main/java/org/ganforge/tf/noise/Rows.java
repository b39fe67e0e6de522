package org.ganforge.tf.noise;

import java.util.List;
import java.util.function.Supplier;
import org.ganforge.tf.distributed.Replica;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.ReduceProd;
import org.tensorflow.op.random.StatelessRandomGetKeyCounter;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Random numbers for a batch, or for one replica's rows of a batch that all replicas share. Each
 * replica draws only its own, and together they draw what one draws for the joint batch.
 *
 * <p>TensorFlow's generator, Philox, computes each group of numbers from the group's position in
 * the stream, so it can start anywhere.
 *
 * @param replica whose rows
 * @param front how many rows at the front of this replica's batch come from the front of the joint
 *     one, {@code [1]}; null if the rows are of one kind
 */
public record Rows(Replica replica, @Nullable Operand<TInt32> front) {
  /** How many numbers of 32 bits a group has. */
  private static final long GROUP = 4;

  /** TensorFlow's number for Philox. */
  private static final int PHILOX = 1;

  /** Returns the rows of a batch that is not shared. */
  public static Rows all() {
    return of(Replica.alone());
  }

  /** Returns a replica's rows of batches whose rows are of one kind. */
  public static Rows of(Replica replica) {
    return new Rows(replica, null);
  }

  /**
   * Returns the rows of joined batches: a joint one has all replicas' real images at the front.
   *
   * @param front asked only if there are several replicas
   */
  public Rows joined(Supplier<@Nullable Operand<TInt32>> front) {
    return replica.isAlone() ? this : new Rows(replica, front.get());
  }

  /** Draws a group of numbers, given the generator's key and counter. */
  private interface Draw<T extends TNumber> {
    Operand<T> of(
        Operand<TInt64> shape, Operand<? extends TType> key, Operand<? extends TType> counter);
  }

  /**
   * Returns numbers uniform in [0, 1).
   *
   * @param shape of this replica's rows
   */
  public Operand<TFloat32> uniform(Ops tf, Operand<TInt32> shape, Operand<TInt64> seed) {
    return replica.isAlone()
        ? tf.random.statelessRandomUniform(shape, seed, TFloat32.class)
        : drawn(
            tf,
            shape,
            seed,
            GROUP,
            (size, key, counter) ->
                tf.random.statelessRandomUniformV2(
                    size, key, counter, tf.constant(PHILOX), TFloat32.class));
  }

  /**
   * Returns numbers from the standard normal distribution.
   *
   * @param shape of this replica's rows
   */
  public Operand<TFloat32> normal(Ops tf, Operand<TInt32> shape, Operand<TInt64> seed) {
    return replica.isAlone()
        ? tf.random.statelessRandomNormal(shape, seed, TFloat32.class)
        : drawn(
            tf,
            shape,
            seed,
            GROUP,
            (size, key, counter) ->
                tf.random.statelessRandomNormalV2(
                    size, key, counter, tf.constant(PHILOX), TFloat32.class));
  }

  /**
   * Returns integers from {@code low} up to, but not including, {@code high}.
   *
   * @param shape of this replica's rows
   */
  public Operand<TInt64> integers(
      Ops tf,
      Operand<TInt32> shape,
      Operand<TInt64> seed,
      Operand<TInt64> low,
      Operand<TInt64> high) {
    return replica.isAlone()
        ? tf.random.statelessRandomUniformInt(shape, seed, low, high)
        : drawn(
            tf,
            shape,
            seed,
            GROUP / 2,
            (size, key, counter) ->
                tf.random.statelessRandomUniformIntV2(
                    size, key, counter, tf.constant(PHILOX), low, high));
  }

  /**
   * Returns 64 random bits each.
   *
   * @param shape of this replica's rows
   */
  public Operand<TInt64> bits(Ops tf, Operand<TInt32> shape, Operand<TInt64> seed) {
    return replica.isAlone()
        ? tf.random.statelessRandomUniformFullInt(shape, seed, TInt64.class)
        : drawn(
            tf,
            shape,
            seed,
            GROUP / 2,
            (size, key, counter) ->
                tf.random.statelessRandomUniformFullIntV2(
                    size, key, counter, tf.constant(PHILOX), TInt64.class));
  }

  private <T extends TNumber> Operand<T> drawn(
      Ops tf, Operand<TInt32> shape, Operand<TInt64> seed, long group, Draw<T> draw) {
    Operand<TInt64> dims = tf.dtypes.cast(shape, TInt64.class);
    Operand<TInt64> count = tf.slice(dims, one(tf, 0), one(tf, 1));
    Operand<TInt64> row =
        tf.reduceProd(
            tf.slice(dims, one(tf, 1), one(tf, -1)), tf.constant(0), ReduceProd.keepDims(true));
    Operand<TInt64> rank = one(tf, replica.rank());
    Stretch stretch = new Stretch(tf, seed, group);
    if (front == null) {
      return shaped(tf, stretch.drawn(tf.math.mul(rank, count), count, row, draw), dims);
    }
    Operand<TInt64> ahead = tf.dtypes.cast(front, TInt64.class);
    Operand<TInt64> behind = tf.math.sub(count, ahead);
    Operand<TInt64> allAhead = tf.math.mul(ahead, one(tf, replica.of()));
    Operand<T> first = stretch.drawn(tf.math.mul(rank, ahead), ahead, row, draw);
    Operand<T> second =
        stretch.drawn(tf.math.add(allAhead, tf.math.mul(rank, behind)), behind, row, draw);
    return shaped(tf, tf.concat(List.of(first, second), tf.constant(0)), dims);
  }

  /** Without the stop, TensorFlow would look for a gradient through the shape. */
  private static <T extends TNumber> Operand<T> shaped(
      Ops tf, Operand<T> numbers, Operand<TInt64> dims) {
    return tf.stopGradient(tf.reshape(numbers, dims));
  }

  private static Operand<TInt64> one(Ops tf, long number) {
    return tf.constant(new long[] {number});
  }

  /** Draws any stretch of a stream. */
  private record Stretch(Ops tf, Operand<TInt64> seed, long group) {
    /** Returns the numbers of rows, one after another; all arguments are {@code [1]}. */
    <T extends TNumber> Operand<T> drawn(
        Operand<TInt64> firstRow, Operand<TInt64> rows, Operand<TInt64> row, Draw<T> draw) {
      Operand<TInt64> start = tf.math.mul(firstRow, row);
      Operand<TInt64> size = tf.math.mul(rows, row);
      Operand<TInt64> groups = tf.math.floorDiv(start, one(tf, group));
      Operand<TInt64> lead = tf.math.floorMod(start, one(tf, group));
      StatelessRandomGetKeyCounter state = tf.random.statelessRandomGetKeyCounter(seed);
      Operand<T> numbers =
          draw.of(tf.math.add(lead, size), state.key(), skipped(state.counter(), groups));
      return tf.slice(numbers, lead, size);
    }

    /** Returns the counter some groups later; it starts with 64 zero bits. */
    private Operand<?> skipped(Operand<? extends TType> counter, Operand<TInt64> groups) {
      Operand<TInt64> words = tf.bitcast(counter, TInt64.class);
      Operand<TInt64> later =
          tf.math.add(words, tf.concat(List.of(groups, one(tf, 0)), tf.constant(0)));
      Scope scope = tf.scope();
      // TensorFlow Java has no class for unsigned 64-bit integers, so its API can't name the type.
      Output<?> unsigned =
          scope
              .env()
              .opBuilder("Bitcast", scope.makeOpName("Counter"), scope)
              .addInput(later.asOutput())
              .setAttr("type", DataType.DT_UINT64)
              .build()
              .output(0);
      return unsigned;
    }
  }
}
