package org.ganforge.tf.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.KerasModel;
import org.ganforge.KerasVersion;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.ServingGraph;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.NativeTensors;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.session.Weights;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** A network as TensorFlow's SavedModel: {@code saved_model.pb} and {@code variables/}. */
final class SavedModelFolder {
  private final ExportedInterface network;
  private final KerasVersion keras;

  SavedModelFolder(ExportedInterface network, KerasVersion keras) {
    this.network = network;
    this.keras = keras;
  }

  /** Writes a new directory. */
  void write(KerasModel model, SessionSettings settings, Path directory) throws IOException {
    ServingGraph graph =
        ServingGraph.compile(network.network(), keras, network.inputs(), network.outputs());
    try (GraphSession<ServingGraph> session = new GraphSession<>(graph, settings)) {
      new Weights(session).set(model.namedWeights());
      Path variables = Files.createDirectories(directory.resolve("variables"));
      try (TString file = TString.scalarOf(variables.resolve("variables").toString())) {
        session.run(List.of(graph.saver().save()), Map.of(graph.saver().file(), file));
      }
      try (OutputStream out = Files.newOutputStream(directory.resolve("saved_model.pb"))) {
        new SavedModelProto(graph, network.inputs(), network.outputs()).build().writeTo(out);
      }
    }
  }

  /** Loads a directory with TensorFlow Java's own loader, and returns its outputs for a batch. */
  List<FloatTensor> call(Path directory, SessionSettings settings, List<FloatTensor> batches) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    try (SavedModelBundle bundle =
        SavedModelBundle.loader(directory.toString())
            .withTags("serve")
            .withConfigProto(settings.toProto())
            .load()) {
      for (int i = 0; i < batches.size(); i++) {
        inputs.put(network.inputs().get(i), NativeTensors.toNative(batches.get(i)));
      }
      try (Result result = bundle.function("serving_default").call(inputs)) {
        return network.outputs().stream()
            .map(name -> NativeTensors.toHeap((TFloat32) result.get(name).orElseThrow()))
            .toList();
      }
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }
}
