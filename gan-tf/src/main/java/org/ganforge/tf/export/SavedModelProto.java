package org.ganforge.tf.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.tf.graph.ServingGraph;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.VariableDef;

/**
 * Describes a {@link ServingGraph} as {@code saved_model.pb}. TensorFlow Java's own exporter leaves
 * out the collections of variables, without which Python sees none, and writes attributes unknown
 * to an older TensorFlow.
 */
final class SavedModelProto {
  /** The signature for Keras' TFSMLayer, which passes only one tensor. */
  static final String ROW = "row";

  private static final String PREDICT = "tensorflow/serving/predict";

  private final ServingGraph graph;
  private final List<String> inputNames;
  private final List<String> outputNames;

  SavedModelProto(ServingGraph graph, List<String> inputNames, List<String> outputNames) {
    this.graph = graph;
    this.inputNames = List.copyOf(inputNames);
    this.outputNames = List.copyOf(outputNames);
  }

  SavedModel build() {
    PublishedGraph published = PublishedGraph.of(graph.published());
    SignatureDef serving = signature(graph.outputs());
    MetaGraphDef.Builder meta =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(
                MetaGraphDef.MetaInfoDef.newBuilder()
                    .addTags("serve")
                    .setTensorflowVersion(TensorFlow.version())
                    .setStrippedDefaultAttrs(true)
                    .setStrippedOpList(published.ops()))
            .setGraphDef(published.graph())
            .setSaverDef(saver())
            .putCollectionDef("variables", collection(graph.weights()))
            .putCollectionDef(
                "trainable_variables",
                collection(graph.weights().stream().filter(Variable::trainable).toList()))
            .putSignatureDef("serving_default", serving)
            .putSignatureDef("serve", serving)
            .putSignatureDef("training", signature(graph.trainingOutputs()));
    Operand<?> row = graph.row();
    if (row != null) {
      meta.putSignatureDef(ROW, rowSignature(row));
    }
    return SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta).build();
  }

  private SignatureDef signature(List<? extends Operand<?>> outputs) {
    SignatureDef.Builder signature = giving(outputs);
    for (int i = 0; i < inputNames.size(); i++) {
      signature.putInputs(inputNames.get(i), info(graph.inputs().get(i)));
    }
    return signature.build();
  }

  private SignatureDef rowSignature(Operand<?> row) {
    return giving(graph.rowOutputs()).putInputs(ROW, info(row)).build();
  }

  private SignatureDef.Builder giving(List<? extends Operand<?>> outputs) {
    SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName(PREDICT);
    for (int i = 0; i < outputs.size(); i++) {
      signature.putOutputs(outputNames.get(i), info(outputs.get(i)));
    }
    return signature;
  }

  private static TensorInfo info(Operand<?> operand) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    Shape dims = operand.shape();
    for (int i = 0; i < dims.numDimensions(); i++) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(i == 0 ? -1 : dims.get(i)));
    }
    return TensorInfo.newBuilder()
        .setName(name(operand))
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(shape)
        .build();
  }

  private SaverDef saver() {
    return SaverDef.newBuilder()
        .setFilenameTensorName(name(graph.saver().file()))
        .setSaveTensorName(name(graph.saver().save()))
        .setRestoreOpName(name(graph.saver().restore()))
        .setMaxToKeep(1)
        .setVersion(SaverDef.CheckpointFormatVersion.V2)
        .build();
  }

  private static String name(Operand<?> operand) {
    return operand.op().name() + ":0";
  }

  private static String name(Op op) {
    return op.op().name();
  }

  private CollectionDef collection(List<Variable> variables) {
    return collection(graph.published(), variables);
  }

  /** Returns the information about a graph's variables that a loader needs. */
  static CollectionDef collection(GraphDef graph, List<Variable> variables) {
    Map<String, VariableNodes> nodes = variableNodes(graph);
    CollectionDef.BytesList.Builder list = CollectionDef.BytesList.newBuilder();
    for (Variable variable : variables) {
      VariableNodes own = nodes.getOrDefault(variable.name(), new VariableNodes());
      own.check(variable);
      list.addValue(
          VariableDef.newBuilder()
              .setVariableName(variable.name() + ":0")
              .setInitialValueName(own.initialValue + ":0")
              .setInitializerName(own.initializer)
              .setSnapshotName(own.read + ":0")
              .setIsResource(true)
              .setTrainable(variable.trainable())
              .build()
              .toByteString());
    }
    return CollectionDef.newBuilder().setBytesList(list).build();
  }

  /** The nodes of a variable that a loader needs; the first of each kind counts. */
  private static final class VariableNodes {
    private String initializer = "";
    private String initialValue = "";
    private String read = "";

    void check(Variable variable) {
      if (initializer.isEmpty() || initialValue.isEmpty() || read.isEmpty()) {
        throw new IllegalStateException(
            "graph of the export: expected an initializer and a read of the variable "
                + variable.name()
                + " but found initializer \""
                + initializer
                + "\", value \""
                + initialValue
                + "\", read \""
                + read
                + "\"");
      }
    }
  }

  private static Map<String, VariableNodes> variableNodes(GraphDef graph) {
    Map<String, VariableNodes> all = new LinkedHashMap<>();
    for (NodeDef node : graph.getNodeList()) {
      List<String> inputs = new ArrayList<>(node.getInputList());
      if (node.getOp().equals("AssignVariableOp")) {
        VariableNodes own = all.computeIfAbsent(inputs.get(0), name -> new VariableNodes());
        if (own.initializer.isEmpty()) {
          own.initializer = node.getName();
          own.initialValue = inputs.get(1);
        }
      } else if (node.getOp().equals("ReadVariableOp")) {
        VariableNodes own = all.computeIfAbsent(inputs.get(0), name -> new VariableNodes());
        if (own.read.isEmpty()) {
          own.read = node.getName();
        }
      }
    }
    return all;
  }
}
