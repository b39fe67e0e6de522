package org.ganforge.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicDirectoryTest {
  @TempDir private Path folder;

  @Test
  void movesTheWholeDirectoryIntoPlace() throws IOException {
    Path target = folder.resolve("new/place");

    AtomicDirectory.write(
        target,
        side -> {
          assertThat(target).doesNotExist();
          Files.writeString(side.resolve("a"), "1");
        });

    assertThat(target.resolve("a")).hasContent("1");
    assertThat(folder.resolve("new")).isDirectoryContaining(target::equals);
    assertThat(names(folder.resolve("new"))).containsExactly("place");
  }

  @Test
  void aFailureLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicDirectory.write(
                    folder.resolve("place"),
                    side -> {
                      Files.createDirectories(side.resolve("b/c"));
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(names(folder)).isEmpty();
  }

  @Test
  void keepsADirectoryThatAppearedMeanwhile() throws IOException {
    Path target = folder.resolve("place");

    assertThatThrownBy(
            () ->
                AtomicDirectory.write(
                    target,
                    side -> {
                      Files.writeString(side.resolve("a"), "late");
                      Files.createDirectories(target);
                      Files.writeString(target.resolve("a"), "early");
                    }))
        .isInstanceOf(FileSystemException.class);

    assertThat(target.resolve("a")).hasContent("early");
    assertThat(names(folder)).containsExactly("place");
  }

  @Test
  void deletesADirectoryWithItsContent() throws IOException {
    Files.createDirectories(folder.resolve("a/b/c"));
    Files.writeString(folder.resolve("a/b/d"), "1");

    FileTree.delete(folder.resolve("a"));
    FileTree.delete(folder.resolve("a"));

    assertThat(names(folder)).isEmpty();
  }

  @Test
  void deletesALinkButNotItsTarget() throws IOException {
    Files.createDirectories(folder.resolve("kept"));
    Files.writeString(folder.resolve("kept/file"), "1");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("kept"));

    FileTree.delete(folder.resolve("link"));

    assertThat(names(folder)).containsExactly("kept");
    assertThat(folder.resolve("kept/file")).hasContent("1");
  }

  private static String[] names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
    }
  }
}
