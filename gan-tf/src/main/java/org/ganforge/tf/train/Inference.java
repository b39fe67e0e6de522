package org.ganforge.tf.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.session.GraphSession;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
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

  FloatTensor generate(FloatTensor noise) {
    return call(session.graph().generate(), noise);
  }

  FloatTensor score(FloatTensor images) {
    return call(session.graph().score(), images);
  }

  /** Takes a few examples at a time: the layers between need far more memory than both ends. */
  private FloatTensor call(GanGraph.Function function, FloatTensor input) {
    List<FloatTensor> outputs = new ArrayList<>();
    for (int from = 0; from < input.count(); from += MOST_EXAMPLES) {
      FloatTensor some = input.slice(from, Math.min(input.count(), from + MOST_EXAMPLES));
      outputs.add(session.fetch(List.of(), function.output(), Map.of(function.input(), some)));
    }
    return FloatTensor.concat(outputs);
  }
}
