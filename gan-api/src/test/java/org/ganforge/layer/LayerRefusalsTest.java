package org.ganforge.layer;

import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Refusal;
import org.ganforge.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerRefusalsTest {
  static List<Refusal> refusals() {
    return Stream.of(LayerArguments.all(), LayerInputs.all(), MergedInputs.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void saysWhatIsWrongAndHowToFixIt(Refusal refusal) {
    refusal.check();
  }

  @Test
  void everyCheckOfEveryRecordIsInTheTables() {
    Refusals.assertComplete(
        "org.ganforge.layer",
        refusals(),
        "Activation",
        "Flatten",
        "GlorotNormal",
        "GlorotUniform",
        "HeNormal",
        "HeUniform",
        "Ones",
        "Node",
        "Size2D",
        "Visit",
        "Zeros");
  }
}
