package org.ganforge.optimizer;

import static org.ganforge.Refusal.BELOW_ONE;
import static org.ganforge.Refusal.BELOW_ZERO;
import static org.ganforge.Refusal.INFINITE;
import static org.ganforge.Refusal.NEGATIVE;
import static org.ganforge.Refusal.NOT_ABOVE_ZERO;
import static org.ganforge.Refusal.NOT_A_NUMBER;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.Refusal;
import org.ganforge.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerRefusalsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final String NO_STEPS = "gradient_accumulation_steps" + BELOW_ONE;
  private static final Adam ADAM = Adam.of();
  private static final RMSprop RMSPROP = RMSprop.of();
  private static final SGD SGD_ = SGD.of();
  private static final CosineDecay COSINE = CosineDecay.of(1, 1);

  static List<Refusal> refusals() {
    return Stream.of(adam(), rmsprop(), sgd(), rates(), clipping()).flatMap(List::stream).toList();
  }

  private static Refusal row(Class<?> type, String message, ThrowingCallable attempt) {
    return new Refusal(type, attempt, type.getSimpleName() + " " + message);
  }

  private static String belowOne(String where, String found) {
    return where
        + ": expected a number from 0 up to, but not including, 1 but found "
        + found
        + "; choose one in that range";
  }

  private static String upToOne(String where, String found) {
    return where
        + ": expected a number from 0 to 1 but found "
        + found
        + "; choose one in that range";
  }

  private static List<Refusal> adam() {
    Class<?> type = Adam.class;
    return List.of(
        row(type, belowOne("beta_1", "1"), () -> ADAM.withBeta1(1)),
        row(type, belowOne("beta_1", "-0.1"), () -> ADAM.withBeta1(-0.1)),
        row(type, belowOne("beta_2", "1"), () -> ADAM.withBeta2(1)),
        row(type, belowOne("beta_2", "NaN"), () -> ADAM.withBeta2(Double.NaN)),
        row(type, "epsilon" + NOT_ABOVE_ZERO, () -> ADAM.withEpsilon(0)),
        row(type, NO_STEPS, () -> ADAM.withGradientAccumulationSteps(0)));
  }

  private static List<Refusal> rmsprop() {
    Class<?> type = RMSprop.class;
    return List.of(
        row(type, belowOne("rho", "1"), () -> RMSPROP.withRho(1)),
        row(type, belowOne("rho", "-0.9"), () -> RMSPROP.withRho(-0.9)),
        row(type, upToOne("momentum", "1.5"), () -> RMSPROP.withMomentum(1.5)),
        row(type, upToOne("momentum", "-0.5"), () -> RMSPROP.withMomentum(-0.5)),
        row(type, "epsilon" + NOT_ABOVE_ZERO, () -> RMSPROP.withEpsilon(0)),
        row(type, NO_STEPS, () -> RMSPROP.withGradientAccumulationSteps(0)));
  }

  private static List<Refusal> sgd() {
    Class<?> type = SGD.class;
    return List.of(
        row(type, upToOne("momentum", "2"), () -> SGD_.withMomentum(2)),
        row(type, upToOne("momentum", "-1"), () -> SGD_.withMomentum(-1)),
        row(type, NO_STEPS, () -> SGD_.withGradientAccumulationSteps(0)));
  }

  private static List<Refusal> rates() {
    Class<?> constant = ConstantRate.class;
    Class<?> inverse = InverseTimeDecay.class;
    Class<?> exponential = ExponentialDecay.class;
    Class<?> cosine = CosineDecay.class;
    return List.of(
        new Refusal(constant, () -> Adam.of(0), "learning_rate" + NOT_ABOVE_ZERO),
        new Refusal(
            constant, () -> SGD_.withLearningRate(Double.NaN), "learning_rate" + NOT_A_NUMBER),
        new Refusal(constant, () -> RMSprop.of(INFINITY), "learning_rate" + INFINITE),
        row(inverse, "initial_learning_rate" + NOT_ABOVE_ZERO, () -> InverseTimeDecay.of(0, 1, 1)),
        row(inverse, "decay_steps" + BELOW_ONE, () -> InverseTimeDecay.of(1, 0, 1)),
        row(inverse, "decay_rate" + NOT_ABOVE_ZERO, () -> InverseTimeDecay.of(1, 1, 0)),
        row(
            exponential,
            "initial_learning_rate" + NOT_ABOVE_ZERO,
            () -> ExponentialDecay.of(0, 1, 0.5)),
        row(exponential, "decay_steps" + BELOW_ONE, () -> ExponentialDecay.of(1, 0, 0.5)),
        row(exponential, belowOne("decay_rate", "1"), () -> ExponentialDecay.of(1, 1, 1)),
        row(exponential, "decay_rate" + NOT_ABOVE_ZERO, () -> ExponentialDecay.of(1, 1, 0)),
        row(cosine, "initial_learning_rate" + NEGATIVE, () -> CosineDecay.of(-0.5, 1)),
        row(cosine, "decay_steps" + BELOW_ONE, () -> CosineDecay.of(1, 0)),
        row(cosine, upToOne("alpha", "1.5"), () -> COSINE.withAlpha(1.5)),
        row(cosine, "warmup_steps" + BELOW_ZERO, () -> COSINE.withWarmup(1, -1)),
        row(cosine, "warmup_target" + NOT_ABOVE_ZERO, () -> COSINE.withWarmup(0, 1)),
        row(
            cosine,
            "warmup_steps: expected 0 without a warmup_target but found 3; give both or neither",
            () -> COSINE.withWarmupSteps(3)));
  }

  private static List<Refusal> clipping() {
    Class<?> type = GradientClipping.class;
    String most =
        "GradientClipping: expected at most one of clipvalue, clipnorm and global_clipnorm but"
            + " found 3 of them; keep one";
    return List.of(
        row(type, "clipvalue" + NOT_ABOVE_ZERO, () -> ADAM.withClipvalue(0)),
        row(type, "clipnorm" + NOT_A_NUMBER, () -> RMSPROP.withClipnorm(Double.NaN)),
        row(type, "global_clipnorm" + INFINITE, () -> SGD_.withGlobalClipnorm(INFINITY)),
        new Refusal(type, () -> new GradientClipping(1.0, 2.0, 3.0), most));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void saysWhatIsWrongAndHowToFixIt(Refusal refusal) {
    refusal.check();
  }

  @Test
  void everyCheckOfEveryRecordIsInTheTable() {
    Refusals.assertComplete("org.ganforge.optimizer", refusals());
  }
}
