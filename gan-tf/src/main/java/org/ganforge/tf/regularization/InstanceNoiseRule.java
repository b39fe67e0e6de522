package org.ganforge.tf.regularization;

import java.util.function.Function;
import org.ganforge.Gan;
import org.ganforge.regularization.InstanceNoise;
import org.ganforge.tf.noise.RandomStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Rule of {@link InstanceNoise}. */
final class InstanceNoiseRule implements RegularizationRule<InstanceNoise> {
  @Override
  public Operand<TFloat32> judged(
      Ops tf,
      InstanceNoise noise,
      Gan gan,
      Operand<TFloat32> images,
      RandomStream random,
      long updates,
      Function<String, Operand<TFloat32>> state) {
    Operand<TInt64> iteration = tf.math.floorDiv(random.counter(), tf.constant(updates));
    Operand<TFloat32> passed =
        tf.math.div(
            tf.dtypes.cast(iteration, TFloat32.class), tf.constant((float) noise.iterations()));
    Operand<TFloat32> left = tf.math.maximum(tf.math.sub(tf.constant(1f), passed), tf.constant(0f));
    Operand<TFloat32> deviation = tf.math.mul(left, tf.constant((float) noise.stddev()));
    Operand<TFloat32> normal =
        random.rows().normal(tf, tf.shape(images), random.seedOf(tf, "instance_noise"));
    // The noise takes its shape from the images, and TensorFlow would look for a gradient along
    // that path.
    return tf.math.add(images, tf.stopGradient(tf.math.mul(normal, deviation)));
  }
}
