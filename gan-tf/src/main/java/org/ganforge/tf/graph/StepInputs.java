package org.ganforge.tf.graph;

import org.ganforge.Gan;
import org.ganforge.internal.Seeds;
import org.ganforge.tf.noise.NoiseCompiler;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.train.Adaptive;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The batches that enter steps: the graph's own, or what a caller feeds in their place.
 *
 * @param images the data set, or null where every batch is fed
 */
record StepInputs(Gan gan, @Nullable RealBatches images) {
  /** The name of the stream of random numbers that chooses the images of a check. */
  static final String VALIDATION_IMAGES = "validation/images";

  /**
   * Every role has streams of its own: both networks' counts are equal, and a layer is in both
   * steps.
   */
  RandomStream random(String role, Operand<TInt64> count) {
    return new RandomStream(Seeds.derive(gan.plan().seed(), role), count);
  }

  /** Returns the real images of the discriminator's next turn. */
  Operand<TFloat32> real(Part part) {
    TrainingPlan plan = gan.plan();
    Ops tf = part.tf();
    return images == null
        ? fed(tf)
        : replaceable(tf, images.next(tf, plan.order(), plan.realCount(), turn(tf, part.done())));
  }

  /** Returns the real images of a check. */
  Operand<TFloat32> validationReal(Part part) {
    Ops tf = part.tf();
    return images == null
        ? fed(tf)
        : replaceable(tf, images.random(tf, VALIDATION_IMAGES, validationRealCount(), part.done()));
  }

  /** A turn of separate updates is two updates, and both belong to the same turn. */
  private Operand<TInt64> turn(Ops tf, Operand<TInt64> updates) {
    return gan.plan().composition().isSeparate()
        ? tf.math.floorDiv(updates, tf.constant(2L))
        : updates;
  }

  /** Returns noise, {@code [count, length]}, under a name of its own. */
  Operand<TFloat32> noise(Ops tf, String name, int count, RandomStream random) {
    Operand<TInt32> shape = tf.constant(new int[] {count, gan.noiseLength()});
    return replaceable(tf, NoiseCompiler.compile(tf, gan.noise(), shape, random.seedOf(tf, name)));
  }

  /** Returns how many images a check sees. */
  int validationCount() {
    return gan.plan().schedule() instanceof Adaptive adaptive
        ? adaptive.validation()
        : 2 * gan.plan().batchSize();
  }

  /** Returns how many of a check's images are real. */
  int validationRealCount() {
    return gan.plan().schedule() instanceof Adaptive adaptive
        ? adaptive.validationRealCount()
        : gan.plan().batchSize();
  }

  private Operand<TFloat32> fed(Ops tf) {
    return GanGraph.batchPlaceholder(tf, gan.generator().outputShape());
  }

  /** Returns the batch, or what a caller feeds in its place, of any size. */
  private static Operand<TFloat32> replaceable(Ops tf, Operand<TFloat32> batch) {
    long[] dims = batch.asOutput().shape().asArray();
    dims[0] = Shape.UNKNOWN_SIZE;
    return tf.placeholderWithDefault(batch, Shape.of(dims));
  }
}
