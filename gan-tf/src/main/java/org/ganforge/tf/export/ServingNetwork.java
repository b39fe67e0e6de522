package org.ganforge.tf.export;

import java.util.List;
import java.util.Map;
import org.ganforge.KerasModel;
import org.ganforge.KerasVersion;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.ServingGraph;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.session.Weights;

/** A network by itself, with weights that need not be those of a trainer. */
record ServingNetwork(KerasModel model, KerasVersion keras, SessionSettings settings) {

  /** Returns the network's output for a batch, in inference mode. */
  FloatTensor call(FloatTensor batch) {
    ServingGraph graph = ServingGraph.compile(model.network(), keras, "input", "output");
    try (GraphSession<ServingGraph> session = new GraphSession<>(graph, settings)) {
      new Weights(session).set(model.namedWeights());
      return session.fetch(List.of(), graph.output(), Map.of(graph.input(), batch));
    }
  }
}
