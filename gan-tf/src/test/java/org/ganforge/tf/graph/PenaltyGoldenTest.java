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
import org.junit.jupiter.api.Tag;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every penalty's value and its gradients with respect to the weights, in every form. */
class PenaltyGoldenTest {
  @GoldenTest("penalty")
  void penalty(GoldenCase golden) {
    check(golden, Convolutions.ofEngine());
    check(golden, FormTable.plain());
    // One for each kind of operation that a form is made of; the slow test takes all.
    for (String form : List.of("columns", "winograd", "rowwise", "space-to-depth winograd")) {
      checkIfOrdinary(golden, form);
    }
    finish(golden);
  }

  @Tag("slow")
  @GoldenTest("penalty")
  void penaltyInEveryForm(GoldenCase golden) {
    check(golden, FormTable.plain());
    FormTable.allForms().forEach(form -> checkIfOrdinary(golden, form));
    finish(golden);
  }

  /** Nothing here depends on Keras' version; two cases together use the forms of all layers. */
  private static void checkIfOrdinary(GoldenCase golden, String form) {
    Penalty penalty = golden.fields().spec("penalty", Penalty.class);
    if (golden.keras() == KerasVersion.KERAS_3 && penalty.equals(GradientPenalty.of())) {
      check(golden, FormTable.preferring(form));
    }
  }

  private static void finish(GoldenCase golden) {
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
