package org.ganforge.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.contract.ContractGans;
import org.ganforge.data.ImageDataset;
import org.ganforge.error.InvalidInputException;
import org.ganforge.evaluate.NeighbourDeviations;
import org.ganforge.evaluate.PairedDifference;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.Measure;
import org.ganforge.train.RecordingPlan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons of runs, and of one run's checkpoints. */
class ComparisonTest {
  private static final GanBackend BACKEND = new PixelBackend();
  private static final ImageDataset IMAGES = PixelBackend.images();

  @TempDir private static Path folder;
  private static Run shorter = Run.create(Path.of("none"), ContractGans.adam(), IMAGES);
  private static Run longer = shorter;

  private static Run train(String name, int iterations, ImageDataset images) {
    Gan gan = ContractGans.adam();
    gan =
        gan.withPlan(gan.plan().withIterations(iterations))
            .withRecording(RecordingPlan.of().withCheckpoints(new CheckpointPlan(100, 3)));
    Run run = Run.create(folder.resolve(name), gan, images);
    run.train(BACKEND);
    return run;
  }

  @BeforeAll
  static void trainTwo() {
    shorter = train("shorter", 1, IMAGES);
    longer = train("longer", 200, IMAGES);
  }

  private static Comparison compare(Run... runs) {
    return Comparison.of(List.of(runs), computation -> BACKEND, 100, 0, false);
  }

  @Test
  void measuresEachRunLikeItsEvaluationAndSaysWhichIsBetter() {
    Comparison comparison = compare(shorter, longer);

    for (int i = 0; i < 2; i++) {
      Evaluation own = List.of(shorter, longer).get(i).evaluate(BACKEND, 100, 0);
      Evaluation compared = comparison.runs().get(i).evaluation();
      assertThat(compared.iteration()).isEqualTo(own.iteration());
      for (Measure measure : Measure.values()) {
        assertThat(compared.value(measure)).as(measure + "").isEqualTo(own.value(measure));
      }
    }
    Comparison.Difference difference = comparison.differences().get(0);
    assertThat(difference.measures().keySet())
        .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Measure.CLASS_DISTANCE)));
    assertThat(of(difference, Measure.FRECHET_DISTANCE).high()).isNegative();
    difference
        .measures()
        .forEach(
            (measure, found) -> {
              if (measure == Measure.KERNEL_DISTANCE) {
                assertThat(longerLess(comparison, measure)).isBetween(found.low(), found.high());
              } else {
                assertThat(found.difference()).isEqualTo(longerLess(comparison, measure));
              }
            });
  }

  private static PairedDifference of(Comparison.Difference difference, Measure measure) {
    return Objects.requireNonNull(difference.measures().get(measure));
  }

  @Test
  void deviationsOfEachRunAreComputedOnRequest() {
    assertThat(compare(shorter, longer).runs()).allMatch(run -> deviations(run) == null);
    List<Run> both = List.of(shorter, longer);
    List<Comparison.Compared> runs =
        Comparison.of(both, computation -> BACKEND, 100, 0, true).runs();
    for (int i = 0; i < 2; i++) {
      EvaluationFigures own = both.get(i).evaluate(BACKEND, 100, 0).figures();
      assertThat(deviations(runs.get(i)))
          .isNotNull()
          .isEqualTo(Objects.requireNonNull(own).deviations());
    }
  }

  private static @Nullable NeighbourDeviations deviations(Comparison.Compared run) {
    return Objects.requireNonNull(run.evaluation().figures()).deviations();
  }

  @Test
  void comparesARunWithItselfAtAnotherIteration() {
    Comparison comparison = compare(longer.withCheckpoint(CheckpointChoice.at(0)), longer);

    assertThat(comparison.runs())
        .extracting(run -> run.evaluation().iteration())
        .containsExactly(0L, 200L);
    assertThat(of(comparison.differences().get(0), Measure.FRECHET_DISTANCE).high()).isNegative();
  }

  private static double longerLess(Comparison comparison, Measure measure) {
    return comparison.runs().get(1).evaluation().value(measure).orElseThrow()
        - comparison.runs().get(0).evaluation().value(measure).orElseThrow();
  }

  @Test
  void drawsTheRunsSideBySide() {
    Comparison comparison = compare(shorter, longer, longer);

    int one = comparison.runs().get(0).samples().count();
    assertThat(one).isEqualTo(36);
    // Six images of 4 x 4 pixels, each 16 times as large, with gaps of 2; margins of 16.
    int grid = 6 * 64 + 7 * 2;
    assertThat(comparison.grids().toBufferedImage().getWidth()).isEqualTo(3 * (grid + 16) + 16);
    assertThat(comparison.grids().toBufferedImage().getHeight()).isEqualTo(grid + 64);
    assertThat(comparison.differences()).hasSize(2);
    assertThat(comparison.runs().get(1).samples()).isEqualTo(comparison.runs().get(2).samples());
  }

  @Test
  void evaluatesEachKeptCheckpoint() {
    List<Evaluation> all = longer.evaluateAll(computation -> BACKEND, 100, 0, true);

    assertThat(all).extracting(Evaluation::iteration).containsExactly(0L, 100L, 200L);
    for (Evaluation one : all) {
      Evaluation alone =
          longer.withCheckpoint(CheckpointChoice.at(one.iteration())).evaluate(BACKEND, 100, 0);
      assertThat(one.value(Measure.KERNEL_DISTANCE))
          .isEqualTo(alone.value(Measure.KERNEL_DISTANCE));
      assertThat(one.samples()).isEqualTo(alone.samples());
      assertThat(Objects.requireNonNull(one.figures()).deviations())
          .isEqualTo(Objects.requireNonNull(alone.figures()).deviations())
          .isNotNull();
    }
    assertThat(longer.evaluateAll(computation -> BACKEND, 100, 0, false))
        .hasSize(3)
        .allMatch(one -> Objects.requireNonNull(one.figures()).deviations() == null);
  }

  @Test
  void refusesRunsOfOtherImagesAndOneRunAlone() {
    Run other = train("other", 1, IMAGES.first(300));

    assertThatThrownBy(() -> compare(shorter, other))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run directory "
                + other.directory()
                + ": expected a run trained on the images of "
                + shorter.directory()
                + ", dark-and-bright with SHA-256 "
                + IMAGES.digest()
                + ", but found dark-and-bright with SHA-256 "
                + IMAGES.first(300).digest()
                + "; compare runs of the same images, and the same choice of them");
    assertThatThrownBy(() -> compare(shorter))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("runs: expected two or more to compare but found 1; name another one");
  }
}
