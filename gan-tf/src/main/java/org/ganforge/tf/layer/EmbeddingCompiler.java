package org.ganforge.tf.layer;

import org.ganforge.layer.Embedding;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Compiles {@link Embedding}. */
final class EmbeddingCompiler implements UnaryLayerCompiler<Embedding> {
  @Override
  public Operand<TFloat32> compile(Embedding layer, LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    Operand<TInt32> indices = tf.dtypes.cast(input, TInt32.class);
    return tf.gather(context.weight("embeddings"), indices, tf.constant(0));
  }
}
