package org.ganforge.tf.layer;

import java.util.List;
import org.ganforge.layer.Dropout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint16;

/**
 * Compiles {@link Dropout}. Each number is dropped by 16 random bits, so that a mask takes half as
 * many random bits as with floats; if 16 bits cannot express the rate, floats are used.
 */
final class DropoutCompiler implements UnaryLayerCompiler<Dropout> {
  private static final int VALUES = 1 << 16;
  private static final int PER_LONG = 4;

  /** The largest relative error allowed in the shares that are kept and dropped. */
  private static final double TOLERANCE = 1e-4;

  @Override
  public Operand<TFloat32> compile(Dropout layer, LayerContext context, Operand<TFloat32> input) {
    if (!context.mode().isRandom() || layer.rate() == 0) {
      return input;
    }
    Ops tf = context.tf();
    Operand<TFloat32> kept = tf.dtypes.cast(kept(layer, context, input), TFloat32.class);
    return tf.math.mul(input, tf.math.mul(kept, context.scalar(1 / (1 - layer.rate()))));
  }

  private static Operand<TBool> kept(Dropout layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    int dropped = (int) Math.round(layer.rate() * VALUES);
    double off = Math.abs((double) dropped / VALUES - layer.rate());
    if (off > TOLERANCE * Math.min(layer.rate(), 1 - layer.rate())) {
      Operand<TFloat32> uniform =
          context.random().rows().uniform(tf, tf.shape(input), context.seed());
      return tf.math.greaterEqual(uniform, context.scalar(layer.rate()));
    }
    Operand<TUint16> limit = tf.dtypes.cast(tf.constant(dropped), TUint16.class);
    return tf.math.greaterEqual(bits(context, input), limit);
  }

  /** Returns 16 random bits for each number of the batch. */
  private static Operand<TUint16> bits(LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    int size = context.inputShape().size();
    int longs = (size + PER_LONG - 1) / PER_LONG;
    Operand<TInt32> batch =
        tf.slice(tf.shape(input), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TInt32> shape =
        tf.concat(List.of(batch, tf.constant(new int[] {longs})), tf.constant(0));
    Operand<TUint16> drawn =
        tf.bitcast(context.random().rows().bits(tf, shape, context.seed()), TUint16.class);
    Operand<TUint16> rows = tf.reshape(drawn, tf.constant(new int[] {-1, longs * PER_LONG}));
    if (longs * PER_LONG > size) {
      rows = tf.slice(rows, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, size}));
    }
    return context.reshapeToOutput(rows);
  }
}
