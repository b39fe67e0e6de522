package org.ganforge.tf.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.session.SessionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.ConfigProto;

/** A trial with a wrong or slow form planted at the head of the table. */
class TrialTest {
  private static final ConfigProto CONFIG = SessionSettings.of().toProto();
  private static final Duration ENOUGH = Duration.ofMinutes(5);
  private static final int BATCH = 16;

  /** Large enough for all forms to be tried. */
  private static final ConvolutionShape SHAPE =
      ConvolutionShape.of(TensorShape.of(8, 8, 16), Size2D.of(3), Size2D.of(1), Padding.SAME, 32);

  private static Trial trial(boolean bfloat16, Duration limit, ConvolutionForm... first) {
    List<ConvolutionForm> table = new ArrayList<>(List.of(first));
    table.addAll(Forms.all());
    return new Trial(table, CONFIG, bfloat16, limit, TrialTest::time);
  }

  /** Runs a candidate; the planted slow form takes ten times as long as any other. */
  private static long time(Choice candidate, Runnable run) {
    run.run();
    return candidate.form() == PlantedForm.SLOW ? 10_000_000 : 1_000_000;
  }

  static Stream<Arguments> wrongForms() {
    return Stream.of(
            PlantedForm.WRONG_IN_ONE_ELEMENT,
            PlantedForm.NOT_A_NUMBER,
            PlantedForm.WRONG_BEYOND_TWO_EXAMPLES)
        .flatMap(
            form ->
                Arrays.stream(Direction.values()).map(direction -> Arguments.of(form, direction)));
  }

  @ParameterizedTest
  @MethodSource("wrongForms")
  void aWrongFormIsNamedAndNotChosen(PlantedForm form, Direction direction) {
    for (Duration limit : List.of(ENOUGH, Duration.ZERO)) {
      TrialOutcome outcome = trial(false, limit, form).of(SHAPE, direction, BATCH);

      assertThat(outcome.wrong()).startsWith(form.name());
      assertThat(outcome.choice().form()).isNotEqualTo(form);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFormThatIsWrongInBfloat16OnlyIsNotChosenInIt(Direction direction) {
    PlantedForm form = PlantedForm.WRONG_IN_BFLOAT16;
    TrialOutcome outcome = trial(true, ENOUGH, form).of(SHAPE, direction, BATCH);

    assertThat(outcome.wrong()).startsWith("WRONG_IN_BFLOAT16 in bfloat16");
    assertThat(outcome.choice()).isNotEqualTo(new Choice(form, true));
  }

  @Test
  void nothingIsTriedInBfloat16UnlessThatIsAllowed() {
    TrialOutcome outcome =
        trial(false, ENOUGH, PlantedForm.WRONG_IN_BFLOAT16).of(SHAPE, Direction.FORWARD, BATCH);

    assertThat(outcome.wrong()).noneMatch(name -> name.endsWith("bfloat16"));
    assertThat(outcome.choice().bfloat16()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aSlowFormIsNotChosenEvenIfRightAndFirst(Direction direction) {
    TrialOutcome outcome = trial(false, ENOUGH, PlantedForm.SLOW).of(SHAPE, direction, BATCH);

    assertThat(outcome.wrong()).doesNotContain("SLOW");
    assertThat(outcome.choice().form()).isNotEqualTo(PlantedForm.SLOW);
    assertThat(outcome.nanos()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void withoutTimeTheFirstRightFormIsTaken(Direction direction) {
    TrialOutcome outcome =
        trial(false, Duration.ZERO, PlantedForm.NOT_A_NUMBER, PlantedForm.SLOW)
            .of(SHAPE, direction, BATCH);

    assertThat(outcome)
        .isEqualTo(
            new TrialOutcome(
                Choice.inFloat32(PlantedForm.SLOW), TrialOutcome.UNTIMED, List.of("NOT_A_NUMBER")));
  }

  /** For a small convolution, a trial would cost more time than it could save. */
  @Test
  void onlyTheEngineAndProductsAreTriedForASmallConvolution() {
    TrialOutcome outcome =
        trial(true, ENOUGH, PlantedForm.NOT_A_NUMBER, PlantedForm.SLOW)
            .of(SHAPE, Direction.FORWARD, 1);

    assertThat(outcome.wrong()).doesNotContain("NOT_A_NUMBER");
    assertThat(outcome.choice().toString()).isIn("engine", "columns");
  }

  @Test
  void aCheckSaysWhetherAFormIsRight() {
    Trial trial = trial(false, Duration.ZERO);
    for (Direction direction : Direction.values()) {
      Choice wrong = Choice.inFloat32(PlantedForm.WRONG_BEYOND_TWO_EXAMPLES);
      Choice right = Choice.inFloat32(PlantedForm.SLOW);
      Choice rough = new Choice(PlantedForm.WRONG_IN_BFLOAT16, true);

      assertThat(trial.check(SHAPE, direction, BATCH, wrong))
          .isEqualTo(new TrialOutcome(wrong, 0, List.of("WRONG_BEYOND_TWO_EXAMPLES")));
      assertThat(trial.check(SHAPE, direction, BATCH, rough))
          .isEqualTo(new TrialOutcome(rough, 0, List.of("WRONG_IN_BFLOAT16 in bfloat16")));
      assertThat(trial.check(SHAPE, direction, BATCH, right))
          .isEqualTo(new TrialOutcome(right, 0, List.of()));
    }
  }
}
