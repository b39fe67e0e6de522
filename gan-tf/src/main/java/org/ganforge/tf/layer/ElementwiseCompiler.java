package org.ganforge.tf.layer;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.MergeLayer;
import org.ganforge.layer.TensorShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compiles layers that combine their inputs elementwise. */
final class ElementwiseCompiler<L extends MergeLayer> implements LayerCompiler<L> {
  /** Combines two batches. */
  @FunctionalInterface
  interface Pair {
    /** Returns the combined batch. */
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> first, Operand<TFloat32> second);
  }

  private final Pair pair;

  ElementwiseCompiler(Pair pair) {
    this.pair = pair;
  }

  @Override
  public Operand<TFloat32> compile(L layer, LayerContext context, List<Operand<TFloat32>> inputs) {
    Ops tf = context.tf();
    Operand<TFloat32> output = ranked(context, inputs, 0);
    for (int i = 1; i < inputs.size(); i++) {
      output = pair.of(tf, output, ranked(context, inputs, i));
    }
    return output;
  }

  /**
   * Returns a batch with axes of length 1 inserted after the count, as many as its examples lack.
   */
  private static Operand<TFloat32> ranked(
      LayerContext context, List<Operand<TFloat32>> inputs, int index) {
    TensorShape own = context.inputShapes().get(index);
    int missing = context.outputShape().rank() - own.rank();
    if (missing == 0) {
      return inputs.get(index);
    }
    List<Integer> dims = new ArrayList<>(own.dims());
    for (int i = 0; i < missing; i++) {
      dims.add(0, 1);
    }
    return context.reshape(inputs.get(index), new TensorShape(dims));
  }
}
