package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path dir;

  private String heldBy(String owner) {
    return "run directory "
        + dir
        + ": expected no other program that is training into it but found "
        + owner
        + "; wait until that ends, or stop it";
  }

  private String missing() {
    return "run directory "
        + dir
        + ": expected its .lock, which shows whether a program is training into it, but found "
        + "none; make sure that none is, then create an empty file "
        + dir.resolve(".lock");
  }

  @Test
  void isHeldByOneAtATime() {
    RunDirectory run = new RunDirectory(dir);
    RunLock lock = run.lock();
    assertThatThrownBy(run::lock)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(heldBy("process " + ProcessHandle.current().pid()));
    lock.close();
    lock.close();
    run.lock().close();
    assertThat(dir.toFile().list()).containsExactly(".lock");
  }

  @Test
  void isTheSameForEveryPathToTheDirectory() throws IOException {
    Path link = Files.createSymbolicLink(dir.resolveSibling(dir.getFileName() + "-link"), dir);
    try (RunLock lock = new RunDirectory(dir).lock()) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> new RunDirectory(link).lock())
          .hasMessageContaining("expected no other program that is training into it");
    } finally {
      Files.delete(link);
    }
  }

  /** POSIX ends all of a process's locks on a file when it closes any descriptor of it. */
  @Test
  void staysHeldAfterASecondTryInTheSameProcess() throws Exception {
    RunDirectory run = new RunDirectory(dir);
    try (RunLock lock = run.lock()) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(run::lock).isInstanceOf(InvalidInputException.class);
      assertThat(otherProcess()).isEqualTo(heldBy("process " + ProcessHandle.current().pid()));
    }
    assertThat(otherProcess()).isEqualTo("taken");
  }

  /** Another class loader has a separate list of locks. */
  @Test
  void staysHeldAfterATryByAnotherCopyOfTheClass() throws Exception {
    Path file = Files.createFile(dir.resolve(".lock"));
    Files.createFile(dir.resolve("run.json"));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.lock(Long.MAX_VALUE - 1, 1, false)) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> new RunDirectory(dir).lock())
          .hasMessage(heldBy("process " + ProcessHandle.current().pid()));
      assertThat(otherProcess()).isEqualTo(heldBy("one"));
    }
  }

  @Test
  void isNotReleasedByDeletingItsFile() throws Exception {
    RunDirectory run = new RunDirectory(dir);
    try (RunLock lock = run.lock()) {
      assertThat(lock).isNotNull();
      Files.createFile(dir.resolve("run.json"));
      Files.delete(dir.resolve(".lock"));
      assertThatThrownBy(run::lock).hasMessage(heldBy("process " + ProcessHandle.current().pid()));
      assertThat(otherProcess()).isEqualTo(missing());
    }
    assertThat(dir.resolve(".lock")).as("made again").exists();
    assertThat(otherProcess()).isEqualTo("taken");
  }

  @Test
  void asksToRecreateADeletedFile() throws IOException {
    Files.createFile(dir.resolve("run.json"));
    RunDirectory run = new RunDirectory(dir);
    assertThatThrownBy(run::lock).isInstanceOf(InvalidInputException.class).hasMessage(missing());
    Files.createFile(dir.resolve(".lock"));
    run.lock().close();
  }

  @Test
  void isNotALink() throws IOException {
    Path precious = Files.writeString(dir.resolve("precious"), "mine");
    Path link = Files.createSymbolicLink(dir.resolve(".lock"), precious);
    assertThatThrownBy(() -> new RunDirectory(dir).lock())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            link
                + ": expected a plain file or directory but found a symbolic link; remove it, or put"
                + " what it stands for in its place");
    assertThat(precious).hasContent("mine");
  }

  /** Returns the message that another process gets when it tries to lock. */
  private String otherProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Taker.class.getName(),
                    dir.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.strip();
  }

  /** Another program. */
  static final class Taker {
    public static void main(String[] args) {
      try (RunLock lock = new RunDirectory(Path.of(args[0])).lock()) {
        System.out.println(lock == null ? "none" : "taken");
      } catch (InvalidInputException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
