package org.ganforge.tf.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.session.GraphSession;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Draws noise and runs both networks in inference mode; nothing of it changes anything. */
record Inference(GraphSession<GanGraph> session) {
  private static final int MOST_EXAMPLES = 256;

  FloatTensor noise(int count, long seed) {
    Checks.positive("noise count", count);
    GanGraph.NoiseFunction noise = session.graph().noise();
    try (TInt32 countTensor = TInt32.scalarOf(count);
        TInt64 seedTensor = TInt64.scalarOf(seed)) {
      Map<Operand<?>, Tensor> feeds = Map.of(noise.count(), countTensor, noise.seed(), seedTensor);
      return session.fetch(List.of(), List.of(noise.output()), feeds).get(0);
    }
  }

  FloatTensor generate(List<FloatTensor> inputs) {
    return call(session.graph().generate(), 0, inputs);
  }

  /** Draws images from shares of classes instead of labels. */
  FloatTensor generateMixed(List<FloatTensor> inputs) {
    return call(session.graph().generateMixed(), 0, inputs);
  }

  FloatTensor score(List<FloatTensor> inputs) {
    return call(session.graph().score(), 0, inputs);
  }

  /** Returns what the discriminator's second output says. */
  FloatTensor classes(List<FloatTensor> inputs) {
    return call(session.graph().score(), 1, inputs);
  }

  /** Takes a few examples at a time: the layers between need far more memory than both ends. */
  private FloatTensor call(GanGraph.Function function, int output, List<FloatTensor> inputs) {
    List<FloatTensor> outputs = new ArrayList<>();
    int count = inputs.get(0).count();
    for (int from = 0; from < count; from += MOST_EXAMPLES) {
      Map<Operand<TFloat32>, FloatTensor> feeds = new LinkedHashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        int to = Math.min(count, from + MOST_EXAMPLES);
        feeds.put(function.inputs().get(i), inputs.get(i).slice(from, to));
      }
      outputs.add(session.fetch(List.of(), function.outputs().get(output), feeds));
    }
    return FloatTensor.concat(outputs);
  }
}
