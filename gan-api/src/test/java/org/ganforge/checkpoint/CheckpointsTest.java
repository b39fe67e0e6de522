package org.ganforge.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir private Path dir;

  private Checkpoints with(long... iterations) {
    Checkpoints checkpoints = Checkpoints.of(dir);
    for (long iteration : iterations) {
      CheckpointFilesTest.write(checkpoints.at(iteration), iteration);
    }
    return checkpoints;
  }

  @Test
  void listsByNumberTheLatestFirst() throws IOException {
    Checkpoints checkpoints = with(900, 1000, 0);
    Files.createDirectories(dir.resolve(".step-2000.part"));
    Files.createFile(dir.resolve("step-3000"));
    assertThat(checkpoints.all())
        .containsExactly(checkpoints.at(1000), checkpoints.at(900), checkpoints.at(0));
    assertThat(checkpoints.newestWhole().name()).isEqualTo("step-1000");
  }

  @Test
  void hasNoneWhereThereIsNoDirectory() {
    Path none = dir.resolve("none");
    Checkpoints checkpoints = Checkpoints.of(none);
    assertThat(checkpoints.all()).isEmpty();
    assertThat(checkpoints.newestWhole(e -> {})).isEmpty();
    assertThatThrownBy(checkpoints::newestWhole)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("checkpoints " + none + ": expected a whole one but found none; train first");
  }

  @Test
  void fallsBackToTheNewestWholeOneAndSaysSo() throws IOException {
    Checkpoints checkpoints = with(10, 20, 30);
    Files.writeString(checkpoints.at(30).resolve("gan.json"), "{}");
    Files.delete(checkpoints.at(20).resolve("variables.index"));
    List<String> told = new ArrayList<>();
    SavedCheckpoint newest =
        checkpoints.newestWhole(e -> told.add(String.valueOf(e.getMessage()))).orElseThrow();
    assertThat(newest.directory()).isEqualTo(checkpoints.at(10));
    assertThat(newest.info().iteration()).isEqualTo(10);
    assertThat(told)
        .containsExactly(
            "checkpoint "
                + checkpoints.at(30)
                + ": expected its files as they were written but found gan.json with 2 bytes instead"
                + " of 17; use another checkpoint, or copy this one again",
            "checkpoint "
                + checkpoints.at(20)
                + ": expected its files as they were written but found no variables.index; use"
                + " another checkpoint, or copy this one again");
  }

  /** An earlier one would be silently taken for the newest, and the newer work lost. */
  @Test
  void doesNotFallBackFromOneThatALaterVersionHasWritten() throws IOException {
    Checkpoints checkpoints = with(10, 20);
    CheckpointFilesTest.makeNewer(checkpoints.at(20));
    List<String> told = new ArrayList<>();
    assertThatThrownBy(() -> checkpoints.newestWhole(e -> told.add(e.where())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "checkpoint "
                + checkpoints.at(20).resolve("checkpoint.json")
                + " $.format: expected 1 but found 2; take the version of GanForge that wrote it");
    assertThat(told).isEmpty();
  }

  @Test
  void keepsTheLast() {
    Checkpoints checkpoints = with(9, 10, 11, 100);
    checkpoints.keepLast(2);
    assertThat(dir)
        .isDirectoryContaining("glob:**/step-100")
        .isDirectoryContaining("glob:**/step-11");
    assertThat(dir.toFile().list()).hasSize(2);
    checkpoints.keepLast(2);
    assertThat(dir.toFile().list()).hasSize(2);
  }

  @Test
  void makesRoomForATrainingThatGoesOn() throws IOException {
    Checkpoints checkpoints = with(10, 20, 30);
    Files.createDirectories(dir.resolve(".step-40.1234/inner"));
    Files.createDirectories(dir.resolve("step-30.damaged"));
    checkpoints.goOnAfter(20);
    assertThat(dir.toFile().list())
        .containsExactlyInAnyOrder("step-10", "step-20", "step-30.damaged");
    assertThat(dir.resolve("step-30.damaged")).isNotEmptyDirectory();
  }
}
