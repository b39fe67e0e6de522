package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.layer.FloatTensor;
import org.ganforge.penalty.GradientPenalty;
import org.ganforge.penalty.Penalty;
import org.ganforge.tf.form.Convolutions;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.variable.Variable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every penalty's value and its gradients with respect to the weights, in every form. */
class PenaltyGoldenTest {
  @GoldenTest("penalty")
  void penalty(GoldenCase golden) {
    check(golden, Convolutions.ofEngine());
    check(golden, FormTable.plain());
    Penalty penalty = golden.fields().spec("penalty", Penalty.class);
    // Nothing here depends on Keras' version; two cases together use the forms of all layers.
    if (golden.keras() == KerasVersion.KERAS_3 && penalty.equals(GradientPenalty.of())) {
      for (String form : FormTable.allForms()) {
        check(golden, FormTable.preferring(form));
      }
    }
    golden.fields().ignore("norms"); // the value is computed from them
    golden.requireUnderstood();
  }

  private static void check(GoldenCase golden, Convolutions forms) {
    Fields fields = golden.fields();
    FloatTensor images = fields.tensor("images");
    Sequential network = fields.spec("network", Sequential.class);
    try (NetworkBench bench = new NetworkBench(network, golden.keras(), Rewrites.of(forms))) {
      bench.setWeights(fields.tensors("weights"));
      PenaltyBench penalized = new PenaltyBench(bench, network);
      Operand<TFloat32> penalty = penalized.add(fields.spec("penalty", Penalty.class));
      List<Operand<TFloat32>> fetches = new ArrayList<>(List.of(penalty));
      fetches.addAll(penalized.gradients(penalty));
      List<FloatTensor> values =
          bench
              .graph()
              .fetch(
                  List.of(), fetches, Map.of(penalized.real(), images, penalized.fake(), images));
      golden.check("value", fields.number("value"), values.get(0).get(0));
      Map<String, FloatTensor> expected = fields.tensors("gradients");
      List<Variable> variables = bench.trainable();
      for (int i = 0; i < variables.size(); i++) {
        String name = bench.weight(variables.get(i));
        golden.check(
            name + " in " + forms, Objects.requireNonNull(expected.get(name)), values.get(i + 1));
      }
    }
  }
}
