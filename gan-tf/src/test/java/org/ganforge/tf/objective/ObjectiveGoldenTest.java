package org.ganforge.tf.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.layer.FloatTensor;
import org.ganforge.objective.Objective;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.graph.GraphBench;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Every loss's value and gradients. */
class ObjectiveGoldenTest {
  @GoldenTest("loss")
  void loss(GoldenCase golden) {
    Fields fields = golden.fields();
    ObjectiveCompiler losses =
        new ObjectiveCompiler(fields.spec("loss", Objective.class), golden.keras());
    if (fields.has("target")) {
      checkLabelled(golden, losses);
    } else {
      checkDiscriminator(golden, losses);
      checkGenerator(golden, losses);
    }
    golden.requireUnderstood();
  }

  private static void checkLabelled(GoldenCase golden, ObjectiveCompiler losses) {
    Fields fields = golden.fields();
    try (GraphBench bench = new GraphBench()) {
      FloatTensor predictions = fields.tensor("prediction");
      Operand<TFloat32> prediction = bench.batchLike(predictions);
      Operand<TFloat32> target = bench.constant(fields.tensor("target"));
      Operand<TFloat32> loss = compared(bench.tf(), losses, target, prediction);
      List<FloatTensor> results =
          lossAndGradients(bench, loss, Map.of(prediction, predictions), List.of(prediction));
      golden.check("value", fields.number("value"), results.get(0).get(0));
      golden.check("prediction_gradient", fields.tensor("prediction_gradient"), results.get(1));
    }
  }

  private static Operand<TFloat32> compared(
      Ops tf, ObjectiveCompiler losses, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
    TargetRule<Objective> rule = (TargetRule<Objective>) ObjectiveRules.of(losses.objective());
    return rule.compare(tf, losses.objective(), losses.keras(), targets, outputs);
  }

  private static void checkDiscriminator(GoldenCase golden, ObjectiveCompiler losses) {
    Fields fields = golden.fields();
    Fields expected = fields.object("discriminator");
    try (GraphBench bench = new GraphBench()) {
      FloatTensor reals = fields.tensor("real_scores");
      FloatTensor fakes = fields.tensor("fake_scores");
      Operand<TFloat32> real = bench.batchLike(reals);
      Operand<TFloat32> fake = bench.batchLike(fakes);
      Operand<TFloat32> loss = losses.discriminator(bench.tf(), new Scores(real, fake));
      List<FloatTensor> results =
          lossAndGradients(bench, loss, Map.of(real, reals, fake, fakes), List.of(real, fake));
      golden.check("discriminator", expected.number("value"), results.get(0).get(0));
      golden.check("real_scores_gradient", expected.tensor("real_scores_gradient"), results.get(1));
      golden.check("fake_scores_gradient", expected.tensor("fake_scores_gradient"), results.get(2));
    }
  }

  private static void checkGenerator(GoldenCase golden, ObjectiveCompiler losses) {
    Fields fields = golden.fields();
    Fields expected = fields.object("generator");
    try (GraphBench bench = new GraphBench()) {
      FloatTensor reals = fields.tensor("real_scores");
      FloatTensor fakes = fields.tensor("fake_scores");
      Operand<TFloat32> real = bench.batchLike(reals);
      Operand<TFloat32> fake = bench.batchLike(fakes);
      Operand<TFloat32> loss = losses.generator(bench.tf(), new Scores(real, fake));
      List<FloatTensor> results =
          lossAndGradients(bench, loss, Map.of(real, reals, fake, fakes), List.of(fake));
      golden.check("generator", expected.number("value"), results.get(0).get(0));
      golden.check(
          "fake_scores_gradient of the generator",
          expected.tensor("fake_scores_gradient"),
          results.get(1));
    }
  }

  private static List<FloatTensor> lossAndGradients(
      GraphBench bench,
      Operand<TFloat32> loss,
      Map<Operand<TFloat32>, FloatTensor> feeds,
      List<Operand<TFloat32>> values) {
    List<Operand<TFloat32>> fetches = new ArrayList<>(List.of(loss));
    fetches.addAll(bench.gradients(loss, values));
    return bench.fetch(List.of(), fetches, feeds);
  }
}
