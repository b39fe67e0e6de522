package org.ganforge.tf.graph;

import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.distributed.Replica;
import org.ganforge.tf.noise.NoiseCompiler;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.noise.Rows;
import org.ganforge.train.Adaptive;
import org.ganforge.train.FakeLabels;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The batches that steps take: the graph's own, or those a caller feeds instead.
 *
 * @param images the data set, or null if every batch is fed
 * @param replica takes its share of each batch
 */
record StepInputs(Gan gan, @Nullable RealBatches images, Replica replica) {
  /** The name of the stream of random numbers that chooses the images of a check. */
  static final String VALIDATION_IMAGES = "validation/images";

  /**
   * Every role has its own random stream: both networks' counts may be equal, and a layer can be in
   * both steps.
   */
  RandomStream random(String role, Operand<TInt64> count) {
    return new RandomStream(Seeds.derive(gan.plan().seed(), role), count, Rows.of(replica));
  }

  /** Adds the real images of the discriminator's next turn, with their labels. */
  void real(Part part, Map<Role, Operand<TFloat32>> batches) {
    TrainingPlan plan = gan.plan();
    Ops tf = part.tf();
    if (images == null) {
      putFed(tf, batches);
    } else {
      put(tf, batches, images.next(tf, plan.order(), plan.realCount(), turn(tf, part.done())));
    }
  }

  /**
   * Adds the real images of the generator's next update, with their labels, in the same order as
   * the discriminator's.
   */
  void realOfGenerator(Part part, Map<Role, Operand<TFloat32>> batches) {
    TrainingPlan plan = gan.plan();
    Ops tf = part.tf();
    if (images == null) {
      putFed(tf, batches);
    } else {
      put(tf, batches, images.next(tf, plan.order(), plan.batchSize(), part.done()));
    }
  }

  /** Adds the real images of a check, with their labels. */
  void validationReal(Part part, Map<Role, Operand<TFloat32>> batches) {
    Ops tf = part.tf();
    if (images == null) {
      putFed(tf, batches);
    } else {
      put(tf, batches, images.random(tf, VALIDATION_IMAGES, validationRealCount(), part.done()));
    }
  }

  private void putFed(Ops tf, Map<Role, Operand<TFloat32>> batches) {
    batches.put(Role.REAL, fed(tf, gan.generator().outputShape()));
    if (gan.classes() > 0) {
      batches.put(Role.REAL_LABELS, fed(tf, TensorShape.of(1)));
    }
  }

  private static void put(Ops tf, Map<Role, Operand<TFloat32>> batches, RealBatch real) {
    batches.put(Role.REAL, replaceable(tf, real.images()));
    if (real.labels() != null) {
      batches.put(Role.REAL_LABELS, replaceable(tf, real.labels()));
    }
  }

  /** Returns the turn of an update; with separate batches a turn has two updates. */
  Operand<TInt64> turn(Ops tf, Operand<TInt64> updates) {
    return gan.plan().composition().isSeparate()
        ? tf.math.floorDiv(updates, tf.constant(2L))
        : updates;
  }

  /**
   * Adds the replica's share of noise, {@code [count, length]}, seeded by the network's name, with
   * labels drawn at random.
   */
  void noise(
      Ops tf,
      String network,
      int count,
      RandomStream random,
      Map<Role, Operand<TFloat32>> batches) {
    int share = replica.share(count);
    Operand<TInt32> shape = tf.constant(new int[] {share, gan.noiseLength()});
    Operand<TInt64> seed = random.seedOf(tf, network + "/noise");
    Operand<TFloat32> noise = NoiseCompiler.compile(tf, gan.noise(), shape, seed, random.rows());
    batches.put(Role.NOISE, replaceable(tf, noise));
    if (gan.classes() > 0) {
      Operand<TInt64> drawn =
          random
              .rows()
              .integers(
                  tf,
                  tf.constant(new int[] {share, 1}),
                  random.seedOf(tf, network + "/labels"),
                  tf.constant(0L),
                  tf.constant((long) gan.classes()));
      batches.put(Role.NOISE_LABELS, replaceable(tf, tf.dtypes.cast(drawn, TFloat32.class)));
    }
  }

  /**
   * Adds the noise for fakes that are judged together with real images; the fakes get the labels of
   * the real images if the plan says so and there are equally many of both.
   *
   * @param real the number of real images
   */
  void noiseBeside(
      Ops tf,
      String network,
      int count,
      int real,
      RandomStream random,
      Map<Role, Operand<TFloat32>> batches) {
    noise(tf, network, count, random, batches);
    Operand<TFloat32> labels = batches.get(Role.REAL_LABELS);
    if (labels != null && real == count && gan.plan().fakeLabels() == FakeLabels.REAL) {
      batches.put(Role.NOISE_LABELS, replaceable(tf, labels));
    }
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

  private static Operand<TFloat32> fed(Ops tf, TensorShape one) {
    return GanGraph.batchPlaceholder(tf, one);
  }

  /** Returns the batch, which a caller may replace with one of any size. */
  private static Operand<TFloat32> replaceable(Ops tf, Operand<TFloat32> batch) {
    long[] dims = batch.asOutput().shape().asArray();
    dims[0] = Shape.UNKNOWN_SIZE;
    return tf.placeholderWithDefault(batch, Shape.of(dims));
  }
}
