package org.ganforge.tf.objective;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ganforge.objective.Labels;
import org.ganforge.tf.distributed.AllReduce;
import org.ganforge.tf.noise.RandomStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The discriminator's outputs {@code [count, 1]} for the real and the generated images of one
 * batch; one may be missing.
 */
public final class Scores {
  private final @Nullable Operand<TFloat32> real;
  private final @Nullable Operand<TFloat32> fake;
  private final @Nullable Operand<TFloat32> flips;
  private final AllReduce reduce;

  /** Takes the outputs; at least one must be given. */
  public Scores(@Nullable Operand<TFloat32> real, @Nullable Operand<TFloat32> fake) {
    this(real, fake, null, AllReduce.alone());
  }

  private Scores(
      @Nullable Operand<TFloat32> real,
      @Nullable Operand<TFloat32> fake,
      @Nullable Operand<TFloat32> flips,
      AllReduce reduce) {
    this.real = real;
    this.fake = fake;
    this.flips = flips;
    this.reduce = reduce;
  }

  /** Returns a copy whose means are over all replicas where an objective compares with them. */
  public Scores across(AllReduce reduce) {
    return new Scores(real, fake, flips, reduce);
  }

  /** Returns the mean of outputs of all replicas, {@code [count, 1]} of each. */
  Operand<TFloat32> meanOfAll(Ops tf, Operand<TFloat32> values) {
    return reduce.differentiableMean(tf, mean(tf, values));
  }

  /** Returns a copy with some of the targets flipped at random, as the labels specify. */
  public Scores flipped(Ops tf, Labels labels, RandomStream random) {
    if (labels.flip() == 0) {
      return this;
    }
    Operand<TFloat32> drawn =
        random.rows().uniform(tf, tf.shape(joined(tf)), random.seedOf(tf, "labels/flip"));
    Operand<TFloat32> limit = tf.constant((float) labels.flip());
    return new Scores(
        real, fake, tf.dtypes.cast(tf.math.less(drawn, limit), TFloat32.class), reduce);
  }

  /** Returns each output's target, in the order of {@link #joined}. */
  Operand<TFloat32> targets(Ops tf, Labels labels) {
    Operand<TFloat32> own = labels(tf, labels.real(), labels.fake());
    if (flips == null) {
      return own;
    }
    Operand<TFloat32> others = labels(tf, labels.fake(), labels.real());
    return tf.math.add(own, tf.math.mul(flips, tf.math.sub(others, own)));
  }

  /**
   * Returns the sum of a term for real images and one for generated images; a missing kind adds
   * nothing.
   */
  Operand<TFloat32> sum(
      Ops tf, UnaryOperator<Operand<TFloat32>> ofReal, UnaryOperator<Operand<TFloat32>> ofFake) {
    List<Operand<TFloat32>> terms = new ArrayList<>();
    Optional.ofNullable(real).ifPresent(r -> terms.add(ofReal.apply(r)));
    Optional.ofNullable(fake).ifPresent(f -> terms.add(ofFake.apply(f)));
    return terms.size() == 1 ? terms.get(0) : tf.math.add(terms.get(0), terms.get(1));
  }

  /** Returns the outputs for real images; the batch must have some. */
  public Operand<TFloat32> real() {
    return requireNonNull(real, "a batch without real images");
  }

  /** Returns the outputs for generated images; the batch must have some. */
  Operand<TFloat32> fake() {
    return requireNonNull(fake, "a batch without generated images");
  }

  /** Returns the mean of {@code log(1 + exp(value))}. */
  static Operand<TFloat32> softplus(Ops tf, Operand<TFloat32> values) {
    return mean(tf, tf.math.softplus(values));
  }

  /** Returns the mean of outputs {@code [count, 1]}. */
  static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> values) {
    Operand<TInt32> all = tf.constant(new int[] {0, 1});
    return tf.math.mean(values, all);
  }

  /** Returns all outputs, those of real images first. */
  public Operand<TFloat32> joined(Ops tf) {
    return join(tf, real, fake);
  }

  /** Returns the label of each output, in the order of {@link #joined}. */
  public Operand<TFloat32> labels(Ops tf, double realLabel, double fakeLabel) {
    return join(tf, fill(tf, real, realLabel), fill(tf, fake, fakeLabel));
  }

  /** Returns {@code number} once for each generated image, {@code [count, 1]}. */
  public Operand<TFloat32> ofFake(Ops tf, double number) {
    return requireNonNull(fill(tf, fake(), number));
  }

  private static @Nullable Operand<TFloat32> fill(
      Ops tf, @Nullable Operand<TFloat32> scores, double label) {
    return scores == null ? null : tf.fill(tf.shape(scores), tf.constant((float) label));
  }

  private static Operand<TFloat32> join(
      Ops tf, @Nullable Operand<TFloat32> real, @Nullable Operand<TFloat32> fake) {
    if (real != null && fake != null) {
      Operand<TInt32> batch = tf.constant(0);
      return tf.concat(List.of(real, fake), batch);
    }
    if (real == null && fake == null) {
      throw new IllegalStateException("a batch has real images, generated ones, or both");
    }
    return real != null ? real : requireNonNull(fake);
  }
}
