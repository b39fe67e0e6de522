package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.layer.Dense;
import org.ganforge.optimizer.SGD;
import org.ganforge.tf.form.Convolutions;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.train.BatchComposition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.proto.NodeDef;

/**
 * Later parts of a step use the count read by the first one, so it must be read before it is
 * changed: the graph has to enforce the order. Nothing is drawn at random here, since a draw would
 * enforce it by accident.
 */
class CountOrderTest {
  private static Gan gan() {
    Sequential generator = Sequential.builder("generator").input(2).add(Dense.of(3)).build();
    Sequential discriminator =
        Sequential.builder("discriminator").input(3).add(Dense.of(1)).build();
    Gan gan = Gan.of("plain", generator, discriminator);
    return gan.withGeneratorOptimizer(SGD.of(0.1))
        .withDiscriminatorOptimizer(SGD.of(0.1))
        .withPlan(gan.plan().withComposition(BatchComposition.SEPARATE));
  }

  @ParameterizedTest
  @EnumSource(names = "UPDATE_.*", mode = EnumSource.Mode.MATCH_ALL)
  void anUpdateIsCountedAfterItsCountWasRead(StepKind kind) {
    try (GanGraph graph = GanGraph.compile(gan(), null, Rewrites.of(Convolutions.ofEngine()), 1)) {
      graph.step(kind);
      Map<String, NodeDef> nodes = new HashMap<>();
      graph.graph().toGraphDef().getNodeList().forEach(node -> nodes.put(node.getName(), node));
      List<NodeDef> counting =
          nodes.values().stream()
              .filter(node -> node.getOp().equals("AssignAddVariableOp"))
              .toList();
      assertThat(counting).hasSize(1);
      assertThat(before(counting.get(0), nodes))
          .anyMatch(
              node ->
                  node.getOp().equals("ReadVariableOp")
                      && node.getInput(0).equals(counting.get(0).getInput(0)));
    }
  }

  /** Returns all nodes that are done when this one begins. */
  private static Set<NodeDef> before(NodeDef last, Map<String, NodeDef> nodes) {
    Set<NodeDef> before = new LinkedHashSet<>();
    Deque<NodeDef> open = new ArrayDeque<>(List.of(last));
    while (!open.isEmpty()) {
      for (String input : open.pop().getInputList()) {
        NodeDef node = nodes.get(input.replaceFirst("^\\^", "").replaceFirst(":\\d+$", ""));
        if (node != null && before.add(node)) {
          open.push(node);
        }
      }
    }
    return before;
  }
}
