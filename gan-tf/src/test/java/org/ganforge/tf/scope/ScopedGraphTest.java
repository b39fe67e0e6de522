package org.ganforge.tf.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ScopedGraphTest {
  /** Scopes and names that collide in every way, with control dependencies in between. */
  private static Operand<TFloat32> build(Ops tf) {
    Operand<TFloat32> sum = tf.constant(1f);
    for (String scope : List.of("a", "b", "a")) {
      Ops inner = tf.withSubScope(scope);
      for (String layer : List.of("dense", "dense", "out")) {
        Ops ops = inner.withSubScope(layer).withControlDependencies(List.of(sum));
        sum = ops.math.add(sum, ops.withName("half").constant(0.5f));
      }
      sum = inner.math.add(sum, inner.constant(1f));
    }
    return tf.withName("a").identity(tf.withName("sum").identity(sum));
  }

  private static List<String> names(Function<Graph, Ops> opsOf) {
    try (Graph graph = new Graph()) {
      build(opsOf.apply(graph));
      List<String> names = new ArrayList<>();
      graph.operations().forEachRemaining(operation -> names.add(operation.name()));
      return names;
    }
  }

  @Test
  void namesOperationsAsTensorFlowDoes() {
    assertThat(names(ScopedGraph::opsOf))
        .isEqualTo(names(Ops::create))
        .doesNotHaveDuplicates()
        .contains("a/dense/half", "a/dense_1/half", "a_1/out/Add");
  }

  @Test
  void buildsAGraphThatRuns() {
    try (Graph graph = new Graph()) {
      Operand<TFloat32> sum = build(ScopedGraph.opsOf(graph));
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(sum).run()) {
        assertThat(((TFloat32) result.get(0)).getFloat()).isEqualTo(8.5f);
      }
    }
  }
}
