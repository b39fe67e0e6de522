package org.ganforge.tf.layer;

import org.ganforge.layer.Embedding;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Compiles {@link Embedding}. If a batch has a column for each vector instead of one number, it
 * holds their shares, and the output is the weighted mean.
 */
final class EmbeddingCompiler implements UnaryLayerCompiler<Embedding> {
  @Override
  public Operand<TFloat32> compile(Embedding layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    if (isOfShares(context, input)) {
      return context.reshapeToOutput(tf.linalg.matMul(input, context.weight("embeddings")));
    }
    Operand<TInt32> indices = tf.dtypes.cast(input, TInt32.class);
    return tf.gather(context.weight("embeddings"), indices, tf.constant(0));
  }

  private static boolean isOfShares(LayerContext context, Operand<TFloat32> input) {
    Shape given = input.asOutput().shape();
    return context.inputShape().equals(TensorShape.of(1))
        && given.numDimensions() == 2
        && given.get(1) > 1;
  }
}
