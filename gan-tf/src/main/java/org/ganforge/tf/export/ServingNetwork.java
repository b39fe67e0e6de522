package org.ganforge.tf.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ganforge.KerasModel;
import org.ganforge.KerasVersion;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.ServingGraph;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.session.Weights;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A single network, with weights that need not come from a trainer. */
record ServingNetwork(KerasModel model, KerasVersion keras, SessionSettings settings) {

  /** Returns the network's outputs for a batch, in inference mode. */
  List<FloatTensor> call(List<FloatTensor> batches) {
    ServingGraph graph =
        ServingGraph.compile(
            model.network(),
            keras,
            numbered("input", batches.size()),
            numbered("output", model.network().outputs().size()));
    try (GraphSession<ServingGraph> session = new GraphSession<>(graph, settings)) {
      new Weights(session).set(model.namedWeights());
      Map<Operand<TFloat32>, FloatTensor> feeds = new LinkedHashMap<>();
      for (int i = 0; i < batches.size(); i++) {
        feeds.put(graph.inputs().get(i), batches.get(i));
      }
      return graph.outputs().stream()
          .map(output -> session.fetch(List.of(), output, feeds))
          .toList();
    }
  }

  private static List<String> numbered(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> name + "_" + i).toList();
  }
}
