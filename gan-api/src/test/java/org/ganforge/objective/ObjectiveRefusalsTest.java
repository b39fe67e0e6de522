package org.ganforge.objective;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.Refusal;
import org.ganforge.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectiveRefusalsTest {
  private static final Labels LABELS = Labels.of();

  static List<Refusal> refusals() {
    BinaryCrossentropy crossentropy = BinaryCrossentropy.of();
    return List.of(
        new Refusal(
            BinaryCrossentropy.class,
            () -> crossentropy.withLabelSmoothing(1.1),
            share("binary_crossentropy label_smoothing", "1.1")),
        new Refusal(
            BinaryCrossentropy.class,
            () -> crossentropy.withLabelSmoothing(-0.1),
            share("binary_crossentropy label_smoothing", "-0.1")),
        new Refusal(
            BinaryCrossentropy.class,
            () -> crossentropy.withLabels(LABELS.withAdversarial(0.9)).withSaturating(true),
            "binary_crossentropy labels adversarial: expected 1, since the saturating form doesn't"
                + " use it, but found 0.9; leave it out, or set saturating to false"),
        new Refusal(Labels.class, () -> LABELS.withReal(1.2), share("labels real", "1.2")),
        new Refusal(Labels.class, () -> LABELS.withReal(Double.NaN), share("labels real", "NaN")),
        new Refusal(Labels.class, () -> LABELS.withFake(-0.5), share("labels fake", "-0.5")),
        new Refusal(
            Labels.class, () -> LABELS.withAdversarial(7), share("labels adversarial", "7")),
        new Refusal(Labels.class, () -> LABELS.withFlip(-1), share("labels flip", "-1")),
        weight("real", () -> AuxiliaryLoss.of().withReal(-1)),
        weight("generated", () -> AuxiliaryLoss.of().withGenerated(-1)),
        weight("generator", () -> AuxiliaryLoss.of().withGenerator(-1)));
  }

  private static Refusal weight(String name, ThrowingCallable attempt) {
    return new Refusal(
        AuxiliaryLoss.class,
        attempt,
        "auxiliary " + name + ": expected a number of at least 0 but found -1; give 0 or more");
  }

  private static String share(String where, String found) {
    return where
        + ": expected a number from 0 to 1 but found "
        + found
        + "; choose one in that range";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void saysWhatIsWrongAndHowToFixIt(Refusal refusal) {
    refusal.check();
  }

  @Test
  void everyCheckOfEveryRecordIsInTheTable() {
    Refusals.assertComplete(
        "org.ganforge.objective",
        refusals(),
        "Hinge",
        "LeastSquares",
        "MeanSquaredError",
        "RelativisticAverage",
        "RelativisticPairing",
        "Wasserstein");
  }
}
