package org.ganforge.tf.train;

import java.util.List;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.generate.GeneratorInference;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.session.GraphSession;

/** Runs the discriminator in inference mode, which changes nothing. */
record Inference(GraphSession<GanGraph> session) {
  FloatTensor score(List<FloatTensor> inputs) {
    return GeneratorInference.callEvenly(session, session.graph().score(), 0, inputs);
  }

  /** Returns the discriminator's second output. */
  FloatTensor classes(List<FloatTensor> inputs) {
    return GeneratorInference.callEvenly(session, session.graph().score(), 1, inputs);
  }
}
