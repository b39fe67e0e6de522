package org.ganforge.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFilesTest {
  private static final String WAY_OUT = "; remove it, or put what it stands for in its place";

  @TempDir private Path dir;

  private static void assertRefused(ThrowingCallable open, Path file, String found) {
    assertThatThrownBy(open)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": expected a plain file or directory but found " + found + WAY_OUT);
  }

  @Test
  void opensPlainFilesAndNewOnes() throws IOException {
    Path file = dir.resolve("file");
    PlainFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    PlainFiles.require(file);
    PlainFiles.require(dir);
    PlainFiles.require(dir.resolve("none"));
    try (InputStream in = PlainFiles.read(file)) {
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void refusesALinkToReadAndToWrite() throws IOException {
    Path target = Files.writeString(dir.resolve("target"), "mine");
    Path link = Files.createSymbolicLink(dir.resolve("link"), target);
    Path dangling = Files.createSymbolicLink(dir.resolve("dangling"), dir.resolve("none"));

    assertRefused(() -> PlainFiles.read(link), link, "a symbolic link");
    assertRefused(() -> PlainFiles.open(link, StandardOpenOption.WRITE), link, "a symbolic link");
    assertRefused(
        () -> PlainFiles.open(dangling, StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        dangling,
        "a symbolic link");
    assertThat(target).hasContent("mine");
    assertThat(dir.resolve("none")).doesNotExist();
  }

  /** Opening a pipe that nobody writes to would wait forever. */
  @Test
  void refusesAPipeASocketAndADevice() throws Exception {
    Path pipe = dir.resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertRefused(() -> PlainFiles.read(pipe), pipe, "a named pipe");
    assertRefused(() -> PlainFiles.open(pipe, StandardOpenOption.WRITE), pipe, "a named pipe");

    Path socket = dir.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertRefused(() -> PlainFiles.read(socket), socket, "a socket");
    }
    Path device = Path.of("/dev/null");
    assertRefused(() -> PlainFiles.read(device), device, "a device");
  }

  /** A backup made of hard links would change with the file. */
  @Test
  void refusesToWriteAFileWithTwoNames() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "both");
    Path backup = Files.createLink(dir.resolve("backup"), file);

    assertThatThrownBy(() -> PlainFiles.open(file, StandardOpenOption.WRITE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": expected a file of one name but found 2 hard links to it; replace it by a copy");
    try (FileChannel channel = PlainFiles.open(file, StandardOpenOption.READ)) {
      assertThat(channel.size()).isEqualTo(4);
    }
    assertThat(backup).hasContent("both");
  }

  @Test
  void checksADirectoryToADepth() throws IOException {
    Path inner = Files.createDirectories(dir.resolve("a").resolve("b"));
    Path link = Files.createSymbolicLink(inner.resolve("link"), dir);
    Path other = Files.createSymbolicLink(dir.resolveSibling(dir.getFileName() + "-link"), dir);
    try {
      PlainFiles.requireAll(dir, 2);
      PlainFiles.requireAll(other, 2);
      assertRefused(() -> PlainFiles.requireAll(dir, 3), link, "a symbolic link");
    } finally {
      Files.delete(other);
    }
  }
}
