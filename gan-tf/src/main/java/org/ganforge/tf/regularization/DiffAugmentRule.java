package org.ganforge.tf.regularization;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ganforge.Gan;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Rule of {@link DiffAugment}. */
final class DiffAugmentRule implements RegularizationRule<DiffAugment> {
  @Override
  public void declare(
      Ops tf, DiffAugment augment, Network discriminator, Variables variables, long seed) {
    adapted(augment).ifPresent(probability -> probability.declare(tf, variables));
  }

  static Optional<AdaptedProbability> adapted(DiffAugment augment) {
    return Optional.ofNullable(augment.adaptive())
        .map(adaptive -> new AdaptedProbability(adaptive, augment));
  }

  @Override
  public List<Op> afterDiscriminator(Ops tf, DiffAugment augment, DiscriminatorUpdate update) {
    Operand<TFloat32> real = update.real();
    return real == null
        ? List.of()
        : adapted(augment)
            .map(probability -> probability.after(tf, update, real))
            .orElse(List.of());
  }

  @Override
  public Operand<TFloat32> judged(
      Ops tf,
      DiffAugment augment,
      Gan gan,
      Operand<TFloat32> images,
      RandomStream random,
      long updates,
      Function<String, Operand<TFloat32>> state) {
    TensorShape image = gan.generator().outputShape();
    float halfRange = (gan.data().range().high() - gan.data().range().low()) / 2;
    Operand<TFloat32> fixed =
        augment.probability() == 1 ? null : tf.constant((float) augment.probability());
    Operand<TFloat32> probability =
        adapted(augment).map(adapted -> adapted.current(tf, state)).orElse(fixed);
    Draws draws = new Draws(tf, new ChangedImages(tf, image), images, random, probability);
    Operand<TFloat32> changed = images;
    for (DiffAugment.Change change : augment.policy()) {
      changed =
          switch (change) {
            case COLOR -> draws.color(changed, halfRange);
            case TRANSLATION -> draws.translation(changed, image);
            case CUTOUT -> draws.cutout(changed, image);
          };
    }
    return changed;
  }

  /**
   * The random draws for the images of a batch.
   *
   * @param images the batch; only its size matters here
   * @param probability of each change; null for 1
   */
  private record Draws(
      Ops tf,
      ChangedImages changes,
      Operand<TFloat32> images,
      RandomStream random,
      @Nullable Operand<TFloat32> probability) {

    Operand<TFloat32> color(Operand<TFloat32> batch, float halfRange) {
      Operand<TFloat32> applied = applied("color");
      Operand<TFloat32> added =
          tf.math.mul(tf.math.sub(unit("brightness"), tf.constant(0.5f)), tf.constant(halfRange));
      Operand<TFloat32> saturation = tf.math.mul(unit("saturation"), tf.constant(2f));
      Operand<TFloat32> contrast = tf.math.add(unit("contrast"), tf.constant(0.5f));
      return changes.color(
          batch, tf.math.mul(added, applied), orOne(saturation, applied), orOne(contrast, applied));
    }

    private Operand<TFloat32> orOne(Operand<TFloat32> factor, Operand<TFloat32> applied) {
      Operand<TFloat32> one = tf.constant(1f);
      return tf.math.add(one, tf.math.mul(tf.math.sub(factor, one), applied));
    }

    Operand<TFloat32> translation(Operand<TFloat32> batch, TensorShape image) {
      Operand<TInt64> applied =
          tf.reshape(
              tf.dtypes.cast(applied("translation"), TInt64.class), tf.constant(new int[] {-1}));
      int rows = image.dim(0) / 8;
      int columns = image.dim(1) / 8;
      return changes.translated(
          batch,
          tf.math.mul(whole("translation/rows", -rows, rows), applied),
          tf.math.mul(whole("translation/columns", -columns, columns), applied));
    }

    /** The centre of an odd rectangle is a pixel; that of an even one is between two. */
    Operand<TFloat32> cutout(Operand<TFloat32> batch, TensorShape image) {
      int rows = image.dim(0);
      int columns = image.dim(1);
      return changes.cut(
          batch,
          whole("cutout/rows", 0, rows - rows / 2 % 2),
          whole("cutout/columns", 0, columns - columns / 2 % 2),
          applied("cutout"));
    }

    /** Returns 1 for the images to which a change is applied, 0 for the others. */
    private Operand<TFloat32> applied(String change) {
      Operand<TInt32> shape = changes.oneEach(images);
      return probability == null
          ? tf.fill(shape, tf.constant(1f))
          : tf.dtypes.cast(tf.math.less(unit(change + "/applied"), probability), TFloat32.class);
    }

    /** Returns a uniform random number in [0, 1) for each image. */
    private Operand<TFloat32> unit(String name) {
      return random
          .rows()
          .uniform(tf, changes.oneEach(images), random.seedOf(tf, "augment/" + name));
    }

    /** Returns a random integer from {@code least} to {@code most} for each image. */
    private Operand<TInt64> whole(String name, int least, int most) {
      return random
          .rows()
          .integers(
              tf,
              changes.count(images),
              random.seedOf(tf, "augment/" + name),
              tf.constant((long) least),
              tf.constant(most + 1L));
    }
  }
}
