package org.ganforge.tf.bench;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ganforge.tf.scope.ScopedGraph;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Counts the arithmetic of some of a graph's operations and all that they need. */
final class GraphArithmetic {
  private static final String REPLACEABLE = "PlaceholderWithDefault";

  private GraphArithmetic() {}

  /**
   * Returns the arithmetic of everything that the targets need, counting each operation once.
   *
   * @throws IllegalStateException if a size is known only when the graph runs
   */
  static Arithmetic count(Graph graph, List<Op> targets) {
    try (Graph fixed = ScopedGraph.empty()) {
      fixed.importGraphDef(withoutFeeds(graph.toGraphDef()));
      List<GraphOperation> roots =
          targets.stream().map(target -> fixed.operationOrThrow(target.op().name())).toList();
      Arithmetic sum = Arithmetic.NONE;
      for (GraphOperation operation : reachable(roots)) {
        sum = sum.plus(OperationArithmetic.of(operation));
      }
      return sum;
    }
  }

  /**
   * Removes the placeholders with which callers may replace batches, whose size is unknown. Without
   * them TensorFlow infers every shape while importing the graph.
   */
  private static GraphDef withoutFeeds(GraphDef graph) {
    GraphDef.Builder fixed = graph.toBuilder().clearNode();
    for (NodeDef node : graph.getNodeList()) {
      if (!node.getOp().equals(REPLACEABLE)) {
        fixed.addNode(node);
        continue;
      }
      fixed.addNode(
          node.toBuilder()
              .setOp("Identity")
              .clearAttr()
              .putAttr("T", node.getAttrOrThrow("dtype"))
              .build());
    }
    return fixed.build();
  }

  private static Set<GraphOperation> reachable(Collection<GraphOperation> roots) {
    Set<GraphOperation> seen = new HashSet<>(roots);
    Deque<GraphOperation> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      GraphOperation operation = open.remove();
      Set<GraphOperation> before = new HashSet<>(operation.controlInputs());
      for (Operand<?> input : operation.inputs()) {
        before.add((GraphOperation) input.op());
      }
      before.stream().filter(seen::add).forEach(open::add);
    }
    return seen;
  }
}
