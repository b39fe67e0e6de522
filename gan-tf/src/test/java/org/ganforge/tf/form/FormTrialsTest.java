package org.ganforge.tf.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.session.SessionSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.proto.ConfigProto;

/** Which forms trials choose, cache and refuse. */
class FormTrialsTest {
  private static final ConfigProto CONFIG = SessionSettings.of().toProto();
  private static final int BATCH = 4;

  private static final ConvolutionShape SHAPE =
      ConvolutionShape.of(TensorShape.of(6, 6, 2), Size2D.of(3), Size2D.of(2), Padding.SAME, 3);

  private static final List<ConvolutionUse> USES = List.of(ConvolutionUse.of(SHAPE, BATCH));

  private static final String ENTRY =
      "6x6x2 -> 3x3x3, kernel 3x3, strides 2x2, zeros 0x0, forward, batch 4, float32";

  @TempDir private Path folder;
  private Path file = Path.of("");
  private FormCache cache = new FormCache(file);

  @BeforeEach
  void useASeparateCache() {
    file = folder.resolve("forms/cache.txt");
    cache = new FormCache(file);
  }

  private FormTrials timed() {
    return new FormTrials(CONFIG, false, cache);
  }

  @Test
  void aTrialIsRunOnceOnAMachine() {
    TriedForms first = timed().of(USES);

    assertThat(cache.read().keySet())
        .containsExactly(
            ENTRY, ENTRY.replace("forward", "input"), ENTRY.replace("forward", "kernel"));
    assertThat(first.table().names())
        .containsOnlyKeys(
            FormTable.key(SHAPE, Direction.FORWARD),
            FormTable.key(SHAPE, Direction.INPUT),
            FormTable.key(SHAPE, Direction.KERNEL));
    cache.add(
        Map.of(
            ENTRY,
            outcome("columns", 7),
            ENTRY.replace("forward", "input"),
            outcome("flipped columns", 8)));
    cache.add(Map.of(ENTRY.replace("forward", "kernel"), outcome("columns", 9)));
    TriedForms again = timed().of(USES);
    assertThat(again.table().names())
        .containsEntry(FormTable.key(SHAPE, Direction.FORWARD), "columns")
        .containsEntry(FormTable.key(SHAPE, Direction.INPUT), "flipped columns");
    assertThat(again.nanos()).isEqualTo(24);
  }

  private static TrialOutcome outcome(String form, long nanos) {
    return new TrialOutcome(Choice.named(form).orElseThrow(), nanos, List.of());
  }

  @Test
  void anotherBatchSizeIsTriedAgain() {
    cache.add(Map.of(ENTRY, outcome("columns", 7)));
    timed().of(List.of(ConvolutionUse.of(SHAPE, 5)));

    assertThat(cache.read()).hasSize(4).containsKey(ENTRY.replace("batch 4", "batch 5"));
  }

  /** Otherwise the next start might choose other forms, and compute differently. */
  @Test
  void untimedOutcomesAreKeptToo() {
    TriedForms tried = FormTrials.untimed(CONFIG, cache).of(USES);

    assertThat(tried.nanos()).isZero();
    assertThat(tried.table().names()).hasSize(3);
    assertThat(cache.read()).hasSize(3);
    assertThat(timed().of(USES).table().names()).isEqualTo(tried.table().names());
  }

  private static FormTable planted(PlantedForm form, Direction direction) {
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (Direction other : Direction.values()) {
      choices.put(FormTable.key(SHAPE, other), Choice.inFloat32(Forms.ofProducts(SHAPE, other)));
    }
    choices.put(FormTable.key(SHAPE, direction), Choice.inFloat32(form));
    return FormTable.of(choices);
  }

  @ParameterizedTest
  @EnumSource
  void aGivenFormThatIsWrongIsRefusedByName(Direction direction) {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () ->
                  timed()
                      .check(USES, planted(PlantedForm.WRONG_BEYOND_TWO_EXAMPLES, direction), true))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "form of 6x6x2 -> 3x3x3, kernel 3x3, strides 2x2, zeros 0x0, "
                  + direction
                  + ": expected one that computes correctly on this processor but found"
                  + " \"WRONG_BEYOND_TWO_EXAMPLES\"; let a trial choose by"
                  + " TensorFlowOptions.withForms(null)");
    }
  }

  @Test
  void aGivenFormThatCannotComputeADirectionIsRefusedByName() {
    Map<String, String> names =
        Map.of(FormTable.key(SHAPE, Direction.INPUT), "few filters", "*", "products");
    FormTable table = FormTable.read(names, false);

    assertThatThrownBy(() -> timed().check(USES, table, true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "form of 6x6x2 -> 3x3x3, kernel 3x3, strides 2x2, zeros 0x0, input: expected a form"
                + " that can compute it but found \"few filters\"; let a trial choose by"
                + " TensorFlowOptions.withForms(null)");
  }

  @Test
  void aListThatLacksAFormIsRefused() {
    Map<String, String> names = Map.of(FormTable.key(SHAPE, Direction.FORWARD), "columns");

    assertThatThrownBy(() -> timed().check(USES, FormTable.read(names, false), true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "form of 6x6x2 -> 3x3x3, kernel 3x3, strides 2x2, zeros 0x0, input: expected a form in"
                + " the given list but found none; give the list of a run of the same networks,"
                + " or let a trial choose");
  }

  @Test
  void withoutGradientsOnlyTheLayersOwnDirectionsHaveToBeRight() {
    FormTable wrongGradient = planted(PlantedForm.NOT_A_NUMBER, Direction.KERNEL);
    timed().check(USES, wrongGradient, false);

    assertThatThrownBy(
            () -> timed().check(USES, planted(PlantedForm.NOT_A_NUMBER, Direction.FORWARD), false))
        .isInstanceOf(InvalidInputException.class);
  }

  /** A damaged cache might say so. */
  @Test
  void aChoiceThatDoesNotFitIsTriedAgain() {
    cache.add(Map.of(ENTRY, outcome("few filters", 7)));

    assertThat(timed().of(USES).table().names().get(FormTable.key(SHAPE, Direction.FORWARD)))
        .isIn("engine", "columns");
  }

  @Test
  void aGivenFormThatIsRightIsProvedOnce() {
    FormTable columns = FormTable.preferring("columns");
    timed().check(USES, columns, true);
    assertThat(cache.read()).containsEntry(ENTRY + ", columns", outcome("columns", 0));

    Choice choice = columns.choice(SHAPE, Direction.FORWARD);
    cache.add(Map.of(ENTRY + ", columns", new TrialOutcome(choice, 0, List.of("columns"))));
    assertThatThrownBy(() -> timed().check(USES, columns, true))
        .hasMessageStartingWith("form of " + FormTable.key(SHAPE, Direction.FORWARD) + ": ");
  }

  @Test
  void aFormChosenByATrialNeedsNoProof() {
    TriedForms tried = timed().of(USES);
    Map<String, TrialOutcome> known = cache.read();
    timed().check(USES, tried.table(), true);

    assertThat(cache.read()).isEqualTo(known);
  }

  @Test
  void aRightFormIsNotRefusedForBeingSlow() {
    timed().check(USES, planted(PlantedForm.SLOW, Direction.FORWARD), true);

    assertThat(file).content().contains(ENTRY + ", SLOW\tSLOW\t0\t\n");
  }
}
