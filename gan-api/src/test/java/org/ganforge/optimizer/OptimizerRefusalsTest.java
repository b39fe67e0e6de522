package org.ganforge.optimizer;

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
  private static final Adam ADAM = Adam.of();
  private static final RMSprop RMSPROP = RMSprop.of();
  private static final SGD SGD_ = SGD.of();

  static List<Refusal> refusals() {
    return Stream.of(adam(), rmsprop(), sgd(), clipping()).flatMap(List::stream).toList();
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
        row(type, "learning_rate" + NOT_ABOVE_ZERO, () -> Adam.of(0)),
        row(type, "learning_rate" + NOT_A_NUMBER, () -> Adam.of(Double.NaN)),
        row(type, "learning_rate" + INFINITE, () -> Adam.of(INFINITY)),
        row(type, belowOne("beta_1", "1"), () -> ADAM.withBeta1(1)),
        row(type, belowOne("beta_1", "-0.1"), () -> ADAM.withBeta1(-0.1)),
        row(type, belowOne("beta_2", "1"), () -> ADAM.withBeta2(1)),
        row(type, belowOne("beta_2", "NaN"), () -> ADAM.withBeta2(Double.NaN)),
        row(type, "epsilon" + NOT_ABOVE_ZERO, () -> ADAM.withEpsilon(0)),
        row(type, "decay" + NEGATIVE, () -> ADAM.withDecay(-0.5)),
        row(type, "clipvalue" + NOT_ABOVE_ZERO, () -> ADAM.withClipvalue(0.0)),
        row(type, "clipnorm" + NOT_ABOVE_ZERO, () -> ADAM.withClipnorm(0.0)),
        row(type, "global_clipnorm" + INFINITE, () -> ADAM.withGlobalClipnorm(INFINITY)));
  }

  private static List<Refusal> rmsprop() {
    Class<?> type = RMSprop.class;
    return List.of(
        row(type, "learning_rate" + NOT_ABOVE_ZERO, () -> RMSprop.of(0)),
        row(type, belowOne("rho", "1"), () -> RMSPROP.withRho(1)),
        row(type, belowOne("rho", "-0.9"), () -> RMSPROP.withRho(-0.9)),
        row(type, upToOne("momentum", "1.5"), () -> RMSPROP.withMomentum(1.5)),
        row(type, upToOne("momentum", "-0.5"), () -> RMSPROP.withMomentum(-0.5)),
        row(type, "epsilon" + NOT_ABOVE_ZERO, () -> RMSPROP.withEpsilon(0)),
        row(type, "decay" + NEGATIVE, () -> RMSPROP.withDecay(-0.5)),
        row(type, "clipvalue" + NOT_A_NUMBER, () -> RMSPROP.withClipvalue(Double.NaN)),
        row(type, "clipnorm" + NOT_ABOVE_ZERO, () -> RMSPROP.withClipnorm(0.0)),
        row(type, "global_clipnorm" + NOT_ABOVE_ZERO, () -> RMSPROP.withGlobalClipnorm(0.0)));
  }

  private static List<Refusal> sgd() {
    Class<?> type = SGD.class;
    return List.of(
        row(type, "learning_rate" + NOT_ABOVE_ZERO, () -> SGD.of(0)),
        row(type, upToOne("momentum", "2"), () -> SGD_.withMomentum(2)),
        row(type, upToOne("momentum", "-1"), () -> SGD_.withMomentum(-1)),
        row(type, "decay" + NEGATIVE, () -> SGD_.withDecay(-0.5)),
        row(type, "clipvalue" + NOT_ABOVE_ZERO, () -> SGD_.withClipvalue(0.0)),
        row(type, "clipnorm" + INFINITE, () -> SGD_.withClipnorm(INFINITY)),
        row(type, "global_clipnorm" + NOT_ABOVE_ZERO, () -> SGD_.withGlobalClipnorm(0.0)));
  }

  private static Refusal twice(Class<?> type, String found, ThrowingCallable attempt) {
    String message =
        type.getSimpleName()
            + ": expected at most one of clipvalue, clipnorm and global_clipnorm but found "
            + found
            + " of them; keep one";
    return new Refusal(type, attempt, message);
  }

  private static List<Refusal> clipping() {
    Adam adam = ADAM.withClipvalue(1.0);
    RMSprop rmsprop = RMSPROP.withClipnorm(1.0);
    return List.of(
        twice(Adam.class, "2", () -> adam.withClipnorm(1.0)),
        twice(Adam.class, "2", () -> adam.withGlobalClipnorm(1.0)),
        twice(RMSprop.class, "2", () -> rmsprop.withClipvalue(1.0)),
        twice(RMSprop.class, "2", () -> rmsprop.withGlobalClipnorm(1.0)),
        twice(SGD.class, "2", () -> SGD_.withGlobalClipnorm(2.0).withClipvalue(1.0)),
        twice(SGD.class, "3", () -> new SGD(0.1, 0, false, 0, 1.0, 2.0, 3.0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void saysWhatIsWrongAndHowToMendIt(Refusal refusal) {
    refusal.check();
  }

  @Test
  void everyCheckOfEveryRecordIsInTheTable() {
    Refusals.assertComplete("org.ganforge.optimizer", refusals());
  }
}
