package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New runs: their names, their directories, and exclusive creation. */
class NewRunsTest {
  private static final String PLACE = "; correct the permissions or choose another place";

  @TempDir Path dir;

  @Test
  void numbersRunsFromZero() {
    Path runs = dir.resolve("not").resolve("yet");
    assertThat(RunDirectory.create(runs, "mnist-dcgan").path())
        .isEqualTo(runs.resolve("00000-mnist-dcgan"))
        .isDirectory();
    assertThat(RunDirectory.create(runs, "mnist-dcgan").name()).isEqualTo("00001-mnist-dcgan");
    assertThat(RunDirectory.create(runs, "other").name()).isEqualTo("00002-other");
  }

  @Test
  void countsOnFromTheHighestNumber() throws IOException {
    Files.createDirectory(dir.resolve("00041-a"));
    Files.createDirectory(dir.resolve("7-b"));
    Files.createDirectory(dir.resolve("notes"));
    assertThat(RunDirectory.create(dir, "a").name()).isEqualTo("00042-a");
    Files.createDirectory(dir.resolve("99999-a"));
    assertThat(RunDirectory.create(dir, "a").name()).isEqualTo("100000-a");
  }

  @Test
  void givesEachOfManyProgramsItsOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    Set<Path> made = ConcurrentHashMap.newKeySet();
    Callable<Boolean> create = () -> made.add(RunDirectory.create(dir, "a").path());
    try {
      for (Future<Boolean> isNew :
          threads.invokeAll(Stream.generate(() -> create).limit(64).toList())) {
        assertThat(isNew.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(made).hasSize(64);
  }

  @Test
  void followsALinkToTheDirectoryOfRuns() throws IOException {
    Path real = Files.createDirectory(dir.resolve("real"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), real);
    assertThat(RunDirectory.create(link, "a").path()).isDirectory();
    assertThat(real.resolve("00000-a")).isDirectory();
  }

  @Test
  void createsAGivenDirectory() {
    Path own = dir.resolve("new").resolve("mine");
    assertThat(RunDirectory.createAt(own).path()).isEqualTo(own).isDirectory();
  }

  @Test
  void refusesADirectoryThatIsNotEmpty() throws IOException {
    Files.createFile(dir.resolve("file"));
    String message =
        "run directory "
            + dir
            + ": expected a new or empty directory but found one with files in it;"
            + " choose another name, or let RunDirectory.create number one";
    assertThatThrownBy(() -> RunDirectory.createAt(dir))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> RunDirectory.checkNew(dir))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void saysThatANameIsTooLong() {
    String name = "n".repeat(201);
    assertThatThrownBy(() -> RunDirectory.create(dir, name))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run's name: expected at most 200 characters but found 201, "
                + name
                + "; give the model a shorter name, or choose the directory by RunDirectory.createAt");
    Path longer = dir.resolve("n".repeat(256));
    assertThatThrownBy(() -> RunDirectory.createAt(longer))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("run directory " + dir)
        .hasMessageEndingWith("but found File name too long; choose a shorter name");
  }

  @Test
  void takesAnEmptyDirectory() throws IOException {
    RunDirectory.checkNew(dir);
    assertThat(RunDirectory.createAt(dir).path()).isEqualTo(dir);
    Path other = Files.createDirectory(dir.resolve("other"));
    assertThat(RunDirectory.createAt(other, run -> run.lock().close()).path()).isEqualTo(other);
    assertThat(other.toFile().list()).containsExactly(".lock");
  }

  /** A program that was killed immediately must not block the directory. */
  @ParameterizedTest
  @ValueSource(strings = {"", "999999999", "what is no process"})
  void takesADirectoryThatAKilledProgramHasOnlyClaimed(String owner) throws IOException {
    Path first = Files.createDirectory(dir.resolve("first"));
    Files.writeString(first.resolve(".lock"), owner);
    RunDirectory.checkNew(first);
    assertThat(RunDirectory.createAt(first).path()).isEqualTo(first);
    Path second = Files.createDirectory(dir.resolve("second"));
    Files.writeString(second.resolve(".lock"), owner);
    assertThat(RunDirectory.createAt(second, run -> {}).path()).isEqualTo(second);
  }

  @Test
  void refusesADirectoryThatALiveProgramHasClaimed() throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(dir.resolve(".lock"), other.pid() + "");
      String message =
          "run directory "
              + dir
              + ": expected a new or empty directory but found one with files in it;"
              + " choose another name, or let RunDirectory.create number one";
      assertThatThrownBy(() -> RunDirectory.createAt(dir)).hasMessage(message);
      assertThatThrownBy(() -> RunDirectory.createAt(dir, run -> {})).hasMessage(message);
    } finally {
      other.destroy();
    }
  }

  @Test
  void refusesALinkToAnEmptyDirectory() throws IOException {
    Path real = Files.createDirectory(dir.resolve("real"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), real);
    assertThatThrownBy(() -> RunDirectory.createAt(link))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run directory "
                + link
                + ": expected a new or empty directory but found a symbolic link;"
                + " choose another name, or let RunDirectory.create number one");
  }

  @Test
  void letsOnlyOneOfManyProgramsTakeADirectory() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 50; round++) {
        Path empty = Files.createDirectory(dir.resolve("round-" + round));
        Callable<Boolean> create = () -> isMade(() -> RunDirectory.createAt(empty));
        Callable<Boolean> whole = () -> isMade(() -> RunDirectory.createAt(empty, run -> {}));
        int made = 0;
        for (Future<Boolean> isMade : threads.invokeAll(List.of(create, whole, create, whole))) {
          made += isMade.get() ? 1 : 0;
        }
        assertThat(made).isOne();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static boolean isMade(Runnable create) {
    try {
      create.run();
      return true;
    } catch (InvalidInputException e) {
      assertThat(e).hasMessageContaining("but found one with files in it;");
      return false;
    }
  }

  @Test
  void givesConcurrentRunsTheirOwnDirectories() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Set<Path> made = ConcurrentHashMap.newKeySet();
    Callable<Boolean> create = () -> made.add(RunDirectory.create(dir, "a").path());
    Callable<Boolean> whole = () -> made.add(RunDirectory.create(dir, "a", run -> {}).path());
    try {
      for (Future<Boolean> isNew :
          threads.invokeAll(
              Stream.generate(() -> List.of(create, whole))
                  .limit(50)
                  .flatMap(List::stream)
                  .toList())) {
        assertThat(isNew.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(made).hasSize(100);
  }

  @Test
  void createsARunWholeOrNotAtAll() throws IOException {
    RunDirectory own = RunDirectory.createAt(dir.resolve("mine"), run -> run.lock().close());
    assertThat(own.path().toFile().list()).containsExactly(".lock");
    assertThatThrownBy(() -> RunDirectory.createAt(dir.resolve("mine"), run -> {}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected a new or empty directory but found one with files in it");
    RunDirectory next = RunDirectory.create(dir, "a", run -> run.lock().close());
    assertThat(next.path()).isEqualTo(dir.resolve("00000-a"));
    assertThat(RunDirectory.create(dir, "a", run -> run.lock().close()).path())
        .isEqualTo(dir.resolve("00001-a"));

    IllegalStateException failure = new IllegalStateException("no room");
    assertThatThrownBy(
            () ->
                RunDirectory.create(
                    dir,
                    "a",
                    run -> {
                      run.lock().close();
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(dir.toFile().list()).containsExactlyInAnyOrder("mine", "00000-a", "00001-a");
  }

  @Test
  void checksForANewDirectoryWithoutCreatingIt() {
    Path own = dir.resolve("new");
    RunDirectory.checkNew(own);
    assertThat(own).doesNotExist();
  }

  @Test
  void saysBeforehandThatNoRunCanBeCreated() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> RunDirectory.checkPlace(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run directory "
                + file
                + ": expected a place where a directory can be made but found something else of that"
                + " name"
                + PLACE);
    Path below = file.resolve("deep").resolve("runs");
    String message =
        "run directory "
            + below
            + ": expected a place where a directory can be made but found something that is not a"
            + " directory"
            + PLACE;
    assertThatThrownBy(() -> RunDirectory.checkPlace(below))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> RunDirectory.checkNew(below))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void allowsAPlaceThatExistsOrCanBeCreated() {
    RunDirectory.checkPlace(dir);
    RunDirectory.checkPlace(dir.resolve("new").resolve("runs"));
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void refusesANameThatWouldLeaveTheDirectory() {
    assertThatThrownBy(() -> RunDirectory.create(dir, "../a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run's name: expected a name of letters, digits, '_', '.' and '-' that starts with a"
                + " letter or digit but found \"../a\"; rename it");
  }

  @Test
  void refusesAFileInPlaceOfADirectory() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> RunDirectory.create(file, "a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run directory "
                + file
                + ": expected a place where a directory can be made but found something else of that"
                + " name"
                + PLACE);
    Path below = file.resolve("runs");
    assertThatThrownBy(() -> RunDirectory.create(below, "a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run directory "
                + below
                + ": expected a place where a directory can be made but found Not a directory"
                + PLACE);
  }
}
