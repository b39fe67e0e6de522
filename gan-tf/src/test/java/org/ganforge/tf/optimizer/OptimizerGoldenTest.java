package org.ganforge.tf.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ganforge.layer.FloatTensor;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.graph.GraphBench;
import org.ganforge.tf.variable.Counter;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Every optimizer's steps over several updates, including clipping and decay. */
class OptimizerGoldenTest {
  @GoldenTest("optimizer")
  void optimizer(GoldenCase golden) {
    Fields fields = golden.fields();
    Optimizer optimizer = fields.spec("optimizer", Optimizer.class);
    List<Map<String, FloatTensor>> gradients = fields.tensorLists("gradients");
    List<Map<String, FloatTensor>> trajectory = fields.tensorLists("trajectory");
    assertThat(gradients).hasSameSizeAs(trajectory).isNotEmpty();
    try (GraphBench bench = new GraphBench()) {
      Update update = Update.of(bench, golden, optimizer, fields.tensors("variables"));
      for (int i = 0; i < gradients.size(); i++) {
        List<FloatTensor> values = update.run(bench, gradients.get(i));
        Map<String, FloatTensor> expected = trajectory.get(i);
        assertThat(expected.keySet()).isEqualTo(update.gradients().keySet());
        int place = 0;
        for (String name : update.gradients().keySet()) {
          golden.check(
              name + " after update " + (i + 1),
              Objects.requireNonNull(expected.get(name)),
              values.get(place++));
        }
      }
    }
    golden.requireUnderstood();
  }

  /** An update of variables by fed gradients. */
  private record Update(
      Map<String, Operand<TFloat32>> gradients,
      List<Op> operations,
      List<Operand<TFloat32>> reads) {

    static Update of(
        GraphBench bench,
        GoldenCase golden,
        Optimizer optimizer,
        Map<String, FloatTensor> firstValues) {
      Ops tf = bench.tf();
      Variables all = new Variables(tf);
      List<Variable> variables = new ArrayList<>();
      Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
      List<Operand<TFloat32>> reads = new ArrayList<>();
      firstValues.forEach(
          (name, value) -> {
            Variable variable = all.weight(name, value.shape(), true, bench.constant(value));
            variables.add(variable);
            gradients.put(name, bench.place(value.shape()));
            reads.add(variable.read(tf));
          });
      Counter updates = all.counter("updates");
      List<Op> operations =
          new OptimizerCompiler(optimizer, golden.keras(), variables, all, updates)
              .update(tf, updates.read(tf), List.copyOf(gradients.values()), tf.noOp());
      bench.run(all.initializers());
      return new Update(gradients, operations, reads);
    }

    List<FloatTensor> run(GraphBench bench, Map<String, FloatTensor> values) {
      Map<Operand<TFloat32>, FloatTensor> feeds = new LinkedHashMap<>();
      gradients.forEach(
          (name, gradient) -> feeds.put(gradient, Objects.requireNonNull(values.get(name))));
      bench.fetch(operations, List.of(), feeds);
      return bench.fetch(List.of(), reads, Map.of());
    }
  }
}
