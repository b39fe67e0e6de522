package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.Sequential;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.golden.Tolerance;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.variable.Variable;
import org.junit.jupiter.api.Tag;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every layer's output, gradients and moving averages, against Keras. */
class LayerGoldenTest {
  @GoldenTest("layer")
  void layer(GoldenCase golden) {
    check(golden, false);
  }

  @Tag("slow")
  @GoldenTest("layer")
  void layerInEveryForm(GoldenCase golden) {
    check(golden, true);
  }

  private static void check(GoldenCase golden, boolean inEveryForm) {
    Fields fields = golden.fields();
    Layer layer = fields.spec("layer", Layer.class);
    TensorShape input = fields.shape("input_shape");
    assertThat(layer.outputShape(input)).isEqualTo(fields.shape("output_shape"));
    Sequential network = Sequential.builder("network").input(input).add(layer).build();
    int batch = fields.tensor("input").count();
    List<Rewrites> forms =
        inEveryForm
            ? ProvedForms.all(network, golden.keras(), batch)
            : ProvedForms.some(golden.name(), network, golden.keras(), batch);
    for (Rewrites each : forms) {
      check(golden, new NetworkBench(network, golden.keras(), each));
    }
    golden.requireUnderstood();
  }

  private static void check(GoldenCase golden, NetworkBench opened) {
    Fields fields = golden.fields();
    try (NetworkBench bench = opened) {
      String prefix = bench.layerNames().get(0) + "/";
      Map<String, FloatTensor> weights = WeightNames.within(prefix, fields.tensors("weights"));
      assertThat(bench.weights().keySet()).isEqualTo(weights.keySet());
      bench.setWeights(weights);
      checkInference(golden, bench);
      if (fields.has("training_statistics")) {
        checkStatistics(fields, bench);
      } else {
        checkTraining(golden, bench, prefix);
      }
    }
  }

  private static void checkInference(GoldenCase golden, NetworkBench bench) {
    Operand<TFloat32> input = bench.input();
    Tower tower = bench.tower(Mode.INFERENCE, input);
    FloatTensor output =
        bench.graph().fetch(tower.output(), Map.of(input, golden.fields().tensor("input")));
    golden.check("inference.output", golden.fields().object("inference").tensor("output"), output);
    assertThat(tower.averages()).isEmpty();
  }

  private static void checkTraining(GoldenCase golden, NetworkBench bench, String prefix) {
    Fields training = golden.fields().object("training");
    Operand<TFloat32> input = bench.input();
    Tower tower = bench.tower(Mode.TRAINING, input);
    Operand<TFloat32> loss =
        bench
            .graph()
            .weightedSum(
                tower.output(), bench.graph().constant(golden.fields().tensor("output_cotangent")));
    List<Operand<TFloat32>> values = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Variable variable : bench.trainable()) {
      values.add(java.util.Objects.requireNonNull(tower.reads().get(variable)));
      names.add(bench.weight(variable));
    }
    if (training.has("input_gradient")) {
      values.add(input);
    }
    List<Operand<TFloat32>> fetches = new ArrayList<>(List.of(tower.output()));
    fetches.addAll(bench.graph().gradients(loss, values));
    List<FloatTensor> results =
        bench
            .graph()
            .fetch(
                tower.updates(bench.graph().tf()),
                fetches,
                Map.of(input, golden.fields().tensor("input")));
    golden.check("training.output", training.tensor("output"), results.get(0));
    checkGradients(golden, prefix, names, results.subList(1, results.size()));
    checkWeightsAfter(golden, bench, tower, prefix);
  }

  private static void checkGradients(
      GoldenCase golden, String prefix, List<String> names, List<FloatTensor> gradients) {
    Fields training = golden.fields().object("training");
    Map<String, FloatTensor> expected =
        training.has("weight_gradients")
            ? WeightNames.within(prefix, training.tensors("weight_gradients"))
            : Map.of();
    assertThat(names).containsExactlyInAnyOrderElementsOf(expected.keySet());
    for (int i = 0; i < names.size(); i++) {
      golden.check(
          "weight_gradients." + names.get(i),
          WeightNames.get(expected, names.get(i)),
          gradients.get(i));
    }
    if (training.has("input_gradient")) {
      golden.check(
          "input_gradient", training.tensor("input_gradient"), gradients.get(names.size()));
    }
  }

  /** Weights that the case doesn't list are unchanged, since a pass is not an update. */
  private static void checkWeightsAfter(
      GoldenCase golden, NetworkBench bench, Tower tower, String prefix) {
    Fields training = golden.fields().object("training");
    Map<String, FloatTensor> moved =
        training.has("weights_after")
            ? WeightNames.within(prefix, training.tensors("weights_after"))
            : Map.of();
    assertThat(tower.averages()).hasSize(moved.size());
    Map<String, FloatTensor> after = bench.weights();
    WeightNames.within(prefix, golden.fields().tensors("weights"))
        .forEach(
            (name, before) ->
                golden.check(
                    "weights_after." + name,
                    moved.getOrDefault(name, before),
                    WeightNames.get(after, name)));
  }

  private static void checkStatistics(Fields fields, NetworkBench bench) {
    Operand<TFloat32> input = bench.input();
    FloatTensor values = fields.tensor("input");
    FloatTensor output =
        bench.graph().fetch(bench.tower(Mode.TRAINING, input).output(), Map.of(input, values));
    Fields statistics = fields.object("training_statistics");
    Fields scale = statistics.object("kept_scale");
    int size = values.shape().size();
    int zeros = 0;
    for (int i = 0; i < size; i++) {
      if (output.get(i) == 0) {
        zeros++;
      } else {
        Tolerance.ofAbsolute(scale.number("absolute"))
            .check(
                "kept_scale of element " + i,
                scale.number("value"),
                (double) output.get(i) / values.get(i));
      }
    }
    Fields share = statistics.object("zero_share");
    Tolerance.ofAbsolute(share.number("absolute"))
        .check("zero_share", share.number("value"), (double) zeros / size);
  }
}
