package org.ganforge.tf.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Padding;
import org.ganforge.tf.form.ConvolutionUse;
import org.ganforge.tf.form.Direction;
import org.ganforge.tf.form.FormCache;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.form.FormTrials;
import org.ganforge.tf.form.PlantedTables;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.truth.Comparison;
import org.ganforge.tf.truth.Question;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fuzz test finds a wrong convolution: a planted one, and the engine's own. */
class CaughtFormTest {
  private static final KerasVersion KERAS = KerasVersion.KERAS_3;

  @TempDir private Path folder;

  /**
   * Returns a network whose second layer needs the gradient of its image, for the first layer's
   * kernel.
   */
  private static Question question() {
    Sequential network =
        Sequential.builder("network")
            .input(5, 5, 2)
            .add(Conv2D.of(4, 3).withActivation(ActivationFunction.TANH))
            .add(Conv2D.of(3, 2))
            .build();
    for (long seed = 0; ; seed++) {
      Question question = Question.of(network, seed);
      if (question.input().count() > 2) {
        return question;
      }
    }
  }

  private static List<ConvolutionUse> uses(Question question) {
    return ConvolutionCensus.of(question.network(), KERAS, question.input().count());
  }

  private static List<String> faults(Question question, FormTable table) {
    return TruthFuzz.faults(new Comparison(question), question, Rewrites.of(table));
  }

  private static void assertCaught(List<String> faults, Direction direction) {
    List<String> tensors =
        faults.stream().map(fault -> fault.substring(0, fault.indexOf('['))).toList();
    switch (direction) {
      case FORWARD -> assertThat(tensors).contains(Question.OUTPUT, Question.INFERENCE);
      case INPUT ->
          assertThat(tensors)
              .contains("input", "conv2d/kernel")
              .doesNotContain(Question.OUTPUT, "conv2d_1/kernel");
      case KERNEL ->
          assertThat(tensors).containsExactlyInAnyOrder("conv2d/kernel", "conv2d_1/kernel");
    }
  }

  @Test
  void findsNothingWrongWithProducts() {
    assertThat(faults(question(), FormTable.products())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void findsOneWrongElement(Direction direction) {
    Question question = question();
    FormTable table = PlantedTables.wrongInOneElement(uses(question), direction);

    assertCaught(faults(question, table), direction);
  }

  @ParameterizedTest
  @EnumSource
  void findsAConvolutionThatIsRightForTheFirstExamplesOnly(Direction direction) {
    Question question = question();
    FormTable table = PlantedTables.wrongBeyondTwoExamples(uses(question), direction);

    assertCaught(faults(question, table), direction);
  }

  /**
   * On some processors the engine computes transposed convolutions with this many channels
   * incorrectly.
   */
  @ParameterizedTest
  @ValueSource(ints = {40, 48})
  void findsTheEnginesOwnFaultWhereATrialDoes(int channels) {
    Sequential network =
        Sequential.builder("network")
            .input(6, 6, 8)
            .add(Conv2DTranspose.of(channels, 3).withPadding(Padding.SAME))
            .build();
    Question question = Question.of(network, 1);
    Map<String, List<String>> wrong =
        FormTrials.untimed(
                SessionSettings.of().toProto(), new FormCache(folder.resolve("forms.txt")))
            .of(uses(question))
            .wrong();
    List<String> faults = faults(question, FormTable.plain());

    boolean fault = wrong.values().stream().anyMatch(names -> names.contains("engine"));
    if (!fault) {
      assertThat(faults).isEmpty();
    }
    Assumptions.assumeTrue(
        fault,
        "TensorFlow's own convolutions of " + channels + " channels are right on this processor");
    assertThat(faults).isNotEmpty();
  }
}
