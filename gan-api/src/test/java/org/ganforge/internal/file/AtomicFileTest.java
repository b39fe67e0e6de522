package org.ganforge.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path dir;

  @Test
  void replacesAnExistingFileAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(dir.resolve("a.txt"), "old and longer");
    AtomicFile.write(file, out -> out.write('x'));
    assertThat(file).hasContent("x");
    assertThat(dir.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void keepsTheOldFileWhenTheDiskIsFull() throws IOException {
    Path file = Files.writeString(dir.resolve("a.txt"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": expected a file that can be written but found No space left on device;"
                + " free space there, correct the permissions, or choose another place");
    assertThat(file).hasContent("old");
    assertThat(dir.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void keepsTwoWritersOfOneFileSeparate() {
    Path file = dir.resolve("a.txt");
    AtomicFile.write(
        file,
        out -> {
          out.write("outer, ".getBytes(StandardCharsets.UTF_8));
          out.flush();
          AtomicFile.write(file, inner -> inner.write('x'));
          assertThat(file).hasContent("x");
          out.write("whole".getBytes(StandardCharsets.UTF_8));
        });
    assertThat(file).hasContent("outer, whole");
    assertThat(dir.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void leavesNothingWhenTheContentItselfFails() {
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    dir.resolve("a.txt"),
                    out -> {
                      throw new IllegalStateException("no content");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no content");
    assertThat(dir.toFile().list()).isEmpty();
  }

  @Test
  void refusesAMissingDirectory() {
    Path file = dir.resolve("missing").resolve("a.txt");
    assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write('x')))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": expected a file that can be written but found no such file or directory;"
                + " free space there, correct the permissions, or choose another place");
  }

  @Test
  void refusesToReplaceADirectory() throws IOException {
    Path file = Files.createDirectory(dir.resolve("a"));
    Files.createFile(file.resolve("b"));
    assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write('x')))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": expected a file that can be written but found Is a directory;"
                + " free space there, correct the permissions, or choose another place");
    assertThat(dir.toFile().list()).containsExactly("a");
  }
}
