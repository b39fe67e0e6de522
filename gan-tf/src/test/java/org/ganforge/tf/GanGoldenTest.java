package org.ganforge.tf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ganforge.Gan;
import org.ganforge.GanTrainer;
import org.ganforge.Sequential;
import org.ganforge.layer.FloatTensor;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.objective.MeanSquaredError;
import org.ganforge.objective.Objective;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.tf.golden.Fields;
import org.ganforge.tf.golden.GoldenCase;
import org.ganforge.tf.golden.GoldenTest;
import org.ganforge.tf.golden.Tolerance;
import org.ganforge.train.Adaptive;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.Fakes;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Tag;

/** Whole trainings, step by step through the public API: every loss, accuracy and weight. */
class GanGoldenTest {
  @GoldenTest("gan")
  void gan(GoldenCase golden) {
    play(golden, TensorFlowOptions.of().withProductForms());
    golden.requireUnderstood();
  }

  /** Forms don't depend on Keras' version, but they are those of this machine. */
  @Tag("slow")
  @GoldenTest("gan")
  void ganInTheFormsOfATrial(GoldenCase golden) {
    play(golden, TensorFlowOptions.of());
    golden.requireUnderstood();
  }

  private static void play(GoldenCase golden, TensorFlowOptions options) {
    Fields fields = golden.fields();
    Gan gan = read(golden);
    try (GanTrainer trainer = TensorFlowBackend.of(options).open(gan)) {
      Map<String, FloatTensor> weights = fields.tensors("weights");
      assertThat(trainer.weights().keySet()).isEqualTo(weights.keySet());
      trainer.setWeights(weights);
      List<PlayedStep> steps = new ArrayList<>();
      fields.objects("steps").forEach(step -> steps.add(PlayedStep.play(trainer, step)));
      checkMetrics(golden, steps);
      checkIterations(golden, gan.plan(), steps);
      checkWeights(golden, trainer.weights());
    }
  }

  private static Gan read(GoldenCase golden) {
    Fields fields = golden.fields();
    Sequential generator = fields.spec("generator", Sequential.class);
    Sequential discriminator = fields.spec("discriminator", Sequential.class);
    return Gan.of(golden.fields().text("name"), generator, discriminator)
        .withKeras(golden.keras())
        .withObjective(objective(fields))
        .withGeneratorOptimizer(fields.spec("generator_optimizer", Optimizer.class))
        .withDiscriminatorOptimizer(fields.spec("discriminator_optimizer", Optimizer.class))
        .withPlan(plan(fields.object("plan"), fields.objects("steps")));
  }

  /** Cases store labels beside the loss, even if it doesn't use any. */
  private static Objective objective(Fields fields) {
    Objective loss = fields.spec("loss", Objective.class);
    Labels labels = fields.spec("labels", Labels.class);
    if (loss instanceof BinaryCrossentropy crossentropy) {
      return crossentropy.withLabels(labels);
    }
    return loss instanceof MeanSquaredError squares ? squares.withLabels(labels) : loss;
  }

  /**
   * Returns a plan whose turns are those of the steps; the case's own plan is only documentation.
   */
  private static TrainingPlan plan(Fields plan, List<Fields> steps) {
    plan.ignore(plan.names().toArray(String[]::new));
    boolean trains = plan.has("fakes") && plan.text("fakes").equals("training");
    TrainingPlan any =
        TrainingPlan.of()
            .withBatchSize(plan.integer("batch"))
            .withFakes(trains ? Fakes.TRAINING : Fakes.INFERENCE);
    return switch (plan.text("schedule")) {
      case "separate" ->
          any.withComposition(BatchComposition.SEPARATE_HALVES).withSchedule(alternating(steps, 2));
      case "mixed" ->
          any.withComposition(BatchComposition.MIXED).withSchedule(alternating(steps, 1));
      case "adaptive" ->
          any.withComposition(BatchComposition.MIXED_HALVES)
              .withSchedule(
                  Adaptive.of()
                      .withGeneratorUntil(plan.number("generator_until"))
                      .withDiscriminatorUntil(plan.number("discriminator_until"))
                      .withCap(plan.integer("cap"))
                      .withValidation(plan.integer("validation"))
                      .withUpdatesPerCheck(
                          plan.has("updates_per_check") ? plan.integer("updates_per_check") : 1)
                      .withRealShare(share(plan, "real_share"))
                      .withValidationRealShare(share(plan, "validation_real_share")));
      default -> throw new AssertionError("unknown schedule " + plan.text("schedule"));
    };
  }

  private static double share(Fields plan, String name) {
    return plan.has(name) ? plan.number(name) : 0.5;
  }

  /** Counts each network's turns in the first iteration. */
  private static Alternating alternating(List<Fields> steps, int updatesOfDiscriminator) {
    int discriminator = 0;
    int generator = 0;
    for (Fields step : steps) {
      if (step.has("update") && step.integer("iteration") == 1) {
        boolean isGenerator = step.text("update").equals("generator");
        generator += isGenerator ? 1 : 0;
        discriminator += isGenerator ? 0 : 1;
      }
    }
    return new Alternating(discriminator / updatesOfDiscriminator, generator);
  }

  private static void checkMetrics(GoldenCase golden, List<PlayedStep> steps) {
    Fields expected = golden.fields().object("expected");
    expected.ignore("keras_accuracy"); // Keras' own metric, which differs for labels like 0.9
    List<Double> losses = expected.numbers("loss");
    List<Double> accuracies = expected.numbers("accuracy");
    assertThat(losses).hasSameSizeAs(steps);
    assertThat(accuracies).hasSameSizeAs(steps);
    for (int i = 0; i < steps.size(); i++) {
      BatchMetrics metrics = steps.get(i).metrics();
      golden.check("loss[" + i + "]", losses.get(i), metrics.loss());
      golden.check("accuracy[" + i + "]", accuracies.get(i), metrics.accuracy());
    }
  }

  /** Checks the rows of a log, computed from the steps by the library's own schedule. */
  private static void checkIterations(
      GoldenCase golden, TrainingPlan plan, List<PlayedStep> steps) {
    List<Fields> rows = golden.fields().object("expected").objects("iterations");
    boolean checked = plan.schedule() instanceof Adaptive;
    PlayedIteration table = PlayedIteration.start();
    for (Fields row : rows) {
      int number = row.integer("iteration");
      List<PlayedStep> own = steps.stream().filter(s -> s.iteration() == number).toList();
      table = table.after(own, plan);
      Map<String, Double> values = table.row(checked);
      Set<String> names = new HashSet<>(row.names());
      names.remove("iteration");
      assertThat(values.keySet()).isEqualTo(names);
      values.forEach(
          (name, value) ->
              golden.check("iteration " + number + " " + name, row.number(name), value));
      assertThat(PlayedIteration.turns(own, plan))
          .isEqualTo(PlayedIteration.turns(plan.schedule(), own));
    }
    assertThat(steps).allMatch(s -> s.iteration() <= rows.size());
  }

  private static void checkWeights(GoldenCase golden, Map<String, FloatTensor> weights) {
    Map<String, FloatTensor> expected = golden.fields().object("expected").tensors("weights_after");
    assertThat(weights.keySet()).isEqualTo(expected.keySet());
    Tolerance noise = golden.tolerance();
    Set<String> noisy = new HashSet<>();
    if (golden.fields().has("rounding_noise")) {
      Fields rounding = golden.fields().object("rounding_noise");
      noise = Tolerance.ofAbsolute(rounding.number("absolute"));
      noisy.addAll(rounding.texts("weights"));
      assertThat(expected.keySet()).containsAll(noisy);
    }
    for (String name : expected.keySet()) {
      Tolerance tolerance = noisy.contains(name) ? noise : golden.tolerance();
      tolerance.check(
          "weights_after." + name,
          Objects.requireNonNull(expected.get(name)),
          Objects.requireNonNull(weights.get(name)));
    }
  }
}
