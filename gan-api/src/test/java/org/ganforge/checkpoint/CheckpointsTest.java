package org.ganforge.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.checkpoint.file.CheckpointFilesTest;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.SideFiles;
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
  void listsByNumberLatestFirst() throws IOException {
    Checkpoints checkpoints = with(900, 1000, 0);
    Files.createDirectories(dir.resolve(".step-2000.part"));
    Files.createFile(dir.resolve("step-3000"));
    assertThat(checkpoints.all())
        .containsExactly(checkpoints.at(1000), checkpoints.at(900), checkpoints.at(0));
    assertThat(checkpoints.newestWhole().name()).isEqualTo("step-1000");
  }

  @Test
  void isEmptyWithoutADirectory() {
    Path none = dir.resolve("none");
    Checkpoints checkpoints = Checkpoints.of(none);
    assertThat(checkpoints.all()).isEmpty();
    assertThat(checkpoints.newestWhole(e -> {})).isEmpty();
    assertThatThrownBy(checkpoints::newestWhole)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("checkpoints " + none + ": expected an intact one but found none; train first");
  }

  @Test
  void fallsBackToTheNewestIntactOneAndSaysSo() throws IOException {
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
                + ": expected its files unchanged but found gan.json with 2 bytes"
                + " instead of 17; use another checkpoint, or copy this one again",
            "checkpoint "
                + checkpoints.at(20)
                + ": expected its files unchanged but found no variables.index; use"
                + " another checkpoint, or copy this one again");
  }

  /** Otherwise an earlier one would silently be taken for the newest, and newer work lost. */
  @Test
  void doesNotFallBackFromOneWrittenByALaterVersion() throws IOException {
    Checkpoints checkpoints = with(10, 20);
    CheckpointFilesTest.makeNewer(checkpoints.at(20));
    List<String> told = new ArrayList<>();
    assertThatThrownBy(() -> checkpoints.newestWhole(e -> told.add(e.where())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "checkpoint "
                + checkpoints.at(20).resolve("checkpoint.json")
                + " $.format: expected 1 but found 2; use the version of GanForge that wrote it");
    assertThat(told).isEmpty();
  }

  /** Otherwise its name would make it the newest, and older intact ones would be deleted. */
  @Test
  void refusesARenamedCheckpoint() throws IOException {
    Checkpoints checkpoints = with(3, 4);
    Path renamed = Files.move(checkpoints.at(4), checkpoints.at(999));
    List<String> told = new ArrayList<>();
    assertThat(
            checkpoints
                .newestWhole(e -> told.add(String.valueOf(e.getMessage())))
                .map(SavedCheckpoint::name))
        .contains("step-3");
    assertThat(told)
        .containsExactly(
            "checkpoint "
                + renamed
                + ": expected the state after 999 iterations, as its name says, but found that"
                + " after 4; rename it to step-4");
  }

  /** Like training with --keep 1, but faster. */
  @Test
  void findsAnIntactOneWhileTrainingRotates() throws Exception {
    Checkpoints checkpoints = with(0);
    AtomicBoolean isOver = new AtomicBoolean();
    List<Long> restored = new ArrayList<>();
    Thread training =
        new Thread(
            () -> {
              for (long i = 1; !isOver.get(); i++) {
                Path whole = CheckpointFilesTest.write(dir.resolve(".new"), i);
                try {
                  Files.move(whole, checkpoints.at(i));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
                checkpoints.keepLast(1);
              }
            });
    training.start();
    try {
      Consumer<Path> trainer = restoring(restored);
      for (int i = 0; i < 200; i++) {
        SavedCheckpoint newest =
            checkpoints
                .newestWhole(
                    e -> {
                      throw e;
                    })
                .orElseThrow();
        SavedCheckpoint used = checkpoints.restore(trainer, newest);
        assertThat(used.info().iteration()).isGreaterThanOrEqualTo(newest.info().iteration());
        assertThat(restored).last().isEqualTo(used.info().iteration());
      }
    } finally {
      isOver.set(true);
      training.join();
    }
  }

  private static Consumer<Path> restoring(List<Long> restored) {
    return checkpoint -> restored.add(CheckpointFiles.verify(checkpoint).iteration());
  }

  @Test
  void restoresTheNewestIfTheChosenOneIsGone() throws IOException {
    Checkpoints checkpoints = with(3, 4, 5);
    SavedCheckpoint chosen = checkpoints.newestWhole();
    checkpoints.keepLast(3);
    Files.move(checkpoints.at(5), checkpoints.at(999)); // a wrong name
    Files.writeString(checkpoints.at(4).resolve("gan.json"), "damaged");
    List<Long> restored = new ArrayList<>();
    assertThat(checkpoints.restore(restoring(restored), chosen).directory())
        .isEqualTo(checkpoints.at(3));
    assertThat(restored).containsExactly(3L);

    Files.writeString(checkpoints.at(3).resolve("gan.json"), "damaged");
    assertThatThrownBy(() -> checkpoints.restore(restoring(restored), chosen))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("gan.json with 7 bytes");
    assertThat(restored).hasSize(1);
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
  void preparesForResumedTraining() throws IOException {
    Checkpoints checkpoints = with(10, 20, 30);
    Files.createDirectories(dir.resolve(".step-40.1234/inner"));
    Files.createDirectories(dir.resolve("step-30.damaged"));
    checkpoints.goOnAfter(20);
    assertThat(dir.toFile().list())
        .containsExactlyInAnyOrder("step-10", "step-20", "step-30.damaged");
    assertThat(dir.resolve("step-30.damaged")).isNotEmptyDirectory();
  }

  /** Replacing one takes two renames, and the process may be killed between them. */
  @Test
  void findsTheOneThatAKilledProcessHasMovedAside() throws IOException {
    Checkpoints checkpoints = with(4);
    Path old = Files.move(checkpoints.at(4), SideFiles.beside(checkpoints.at(4)));
    Files.createDirectory(SideFiles.beside(checkpoints.at(5))); // half written
    Path diverged = dir.resolve("step-6.diverged");
    CheckpointFilesTest.write(SideFiles.beside(diverged), 6);
    SavedCheckpoint found = checkpoints.newestWhole();
    assertThat(found.name()).isEqualTo("step-4");
    assertThat(found.directory()).isEqualTo(old);

    List<Long> restored = new ArrayList<>();
    checkpoints.restore(restoring(restored), found);
    assertThat(restored).containsExactly(4L);

    checkpoints.goOnAfter(4);
    assertThat(dir.toFile().list()).containsExactly("step-4");
    assertThat(checkpoints.newestWhole().directory()).isEqualTo(checkpoints.at(4));
  }

  @Test
  void findsTheNewOneThatAKilledProcessHasNotMovedIntoPlace() throws IOException {
    Checkpoints checkpoints = with(4);
    Files.delete(checkpoints.at(4).resolve("gan.json"));
    Files.move(checkpoints.at(4), SideFiles.beside(checkpoints.at(4)));
    Path whole = SideFiles.beside(checkpoints.at(4));
    CheckpointFilesTest.write(whole, 4);
    assertThat(checkpoints.newestWhole().directory()).isEqualTo(whole);
    checkpoints.goOnAfter(4);
    assertThat(dir.toFile().list()).containsExactly("step-4");
  }

  @Test
  void prefersOneInPlaceToAnyMovedAside() throws IOException {
    Checkpoints checkpoints = with(3);
    CheckpointFilesTest.write(SideFiles.beside(checkpoints.at(4)), 4);
    assertThat(checkpoints.newestWhole().directory()).isEqualTo(checkpoints.at(3));
  }
}
