package org.ganforge.tf.export;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/**
 * A graph without attributes at their defaults, and the definitions of its operations. So an older
 * TensorFlow can read it, as long as it knows everything that is really used.
 *
 * @param graph the graph
 * @param ops the definitions of its operations
 */
record PublishedGraph(GraphDef graph, OpList ops) {

  static PublishedGraph of(GraphDef graph) {
    Map<String, OpDef> known =
        TensorFlow.registeredOpList().getOpList().stream()
            .collect(Collectors.toMap(OpDef::getName, Function.identity(), (a, b) -> a));
    Set<OpDef> used = new LinkedHashSet<>();
    GraphDef.Builder stripped = graph.toBuilder().clearNode();
    for (NodeDef node : graph.getNodeList()) {
      OpDef op = known.get(node.getOp());
      if (op == null) {
        throw new IllegalStateException("TensorFlow does not know its own operation " + node);
      }
      used.add(op);
      stripped.addNode(strip(node, op));
    }
    return new PublishedGraph(stripped.build(), OpList.newBuilder().addAllOp(used).build());
  }

  private static NodeDef strip(NodeDef node, OpDef op) {
    NodeDef.Builder builder = node.toBuilder();
    for (OpDef.AttrDef attribute : op.getAttrList()) {
      AttrValue value = node.getAttrMap().get(attribute.getName());
      if (attribute.hasDefaultValue() && attribute.getDefaultValue().equals(value)) {
        builder.removeAttr(attribute.getName());
      }
    }
    return builder.build();
  }
}
