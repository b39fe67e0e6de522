package org.ganforge.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.contract.ContractGans;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileTree;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.RecordingPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choosing checkpoints while concurrent training replaces them. */
class ChosenCheckpointTest {
  private static final GanBackend BACKEND = new PixelBackend();

  @TempDir private Path folder;
  private Run run = Run.create(Path.of("none"), ContractGans.adam(), PixelBackend.images());

  @BeforeEach
  void train() {
    Gan gan = ContractGans.adam();
    run =
        Run.create(
            folder.resolve("run"),
            gan.withRecording(RecordingPlan.of().withCheckpoints(new CheckpointPlan(2, 9))),
            PixelBackend.images());
    run.train(BACKEND);
    markBest(2);
  }

  private Checkpoints checkpoints() {
    return Checkpoints.of(run.directory().checkpoints());
  }

  private void markBest(long iteration) {
    try {
      Files.writeString(
          run.directory().checkpoints().resolve("best.json"),
          "{\"iteration\": " + iteration + ", \"measure\": \"recall\", \"value\": 0.5}\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ChosenCheckpoint chosen(CheckpointChoice choice) {
    return new ChosenCheckpoint(run.directory(), choice, event -> {});
  }

  private long restored(CheckpointChoice choice, SavedCheckpoint found) {
    try (GanTrainer trainer = BACKEND.open(run.info().gan())) {
      chosen(choice).restore(trainer::restore, found);
      return trainer.iteration();
    }
  }

  private long found(CheckpointChoice choice) {
    return chosen(choice).find().info().iteration();
  }

  @Test
  void isTheNewestTheBestOrAnyOther() {
    assertThat(found(CheckpointChoice.newest())).isEqualTo(4);
    assertThat(found(CheckpointChoice.best())).isEqualTo(2);
    assertThat(found(CheckpointChoice.at(0))).isEqualTo(0);
    try (TrainedRun best = run.withCheckpoint(CheckpointChoice.best()).load(BACKEND)) {
      assertThat(best.iteration()).isEqualTo(2);
    }
  }

  @Test
  void isTheBetterOneThatHasMeanwhileReplacedIt() throws IOException {
    SavedCheckpoint before = chosen(CheckpointChoice.best()).find();
    markBest(4);
    FileTree.delete(before.directory());

    assertThat(restored(CheckpointChoice.best(), before)).isEqualTo(4);
    SavedCheckpoint newest = chosen(CheckpointChoice.newest()).find();
    assertThat(restored(CheckpointChoice.newest(), newest)).isEqualTo(4);
  }

  @Test
  void isRefusedIfItIsGoneOrDamaged() throws IOException {
    SavedCheckpoint before = chosen(CheckpointChoice.at(2)).find();
    FileTree.delete(before.directory());

    assertThatThrownBy(() -> restored(CheckpointChoice.at(2), before))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "checkpoints "
                + run.directory().checkpoints()
                + ": expected one after 2 iterations but found those after 4, 0; choose an "
                + "existing one");
    assertThatThrownBy(() -> found(CheckpointChoice.best()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run directory "
                + run.directory()
                + ": expected a best checkpoint, which training with evaluations keeps but found"
                + " none; choose one yourself with withCheckpoint(at(STEP))");
    markBest(4);
    Files.writeString(checkpoints().at(4).resolve("state"), "damaged");
    assertThatThrownBy(() -> found(CheckpointChoice.best()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("checkpoint " + checkpoints().at(4) + ": expected its files ");
  }

  @Test
  void aDamagedOneIsSkippedAmongAll() throws IOException {
    Files.writeString(checkpoints().at(2).resolve("state"), "damaged");
    List<RunEvent> events = new ArrayList<>();

    List<Evaluation> all =
        run.withListener(events::add).evaluateAll(computation -> BACKEND, 20, 0, true);

    assertThat(all).extracting(Evaluation::iteration).containsExactly(0L, 4L);
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            RunEvent.CheckpointDamaged.class, damaged -> assertThat(damaged.taken()).isNull());
  }
}
