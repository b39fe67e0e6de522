package org.ganforge.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileErrorsTest {
  static Stream<Arguments> exceptionsAndReasons() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("f"), "no such file or directory"),
        Arguments.of(new AccessDeniedException("f"), "no permission"),
        Arguments.of(new FileAlreadyExistsException("f"), "something else of that name"),
        Arguments.of(new NotDirectoryException("f"), "something that is not a directory"),
        Arguments.of(
            new FileSystemException("f", null, "Read-only file system"), "Read-only file system"),
        Arguments.of(new FileSystemException("f"), "FileSystemException"),
        Arguments.of(
            new IOException("No space left on device\nand more"), "No space left on device"),
        Arguments.of(new IOException(), "IOException"));
  }

  @ParameterizedTest
  @MethodSource("exceptionsAndReasons")
  void givesTheFileSystemsReasonInOneLine(IOException exception, String reason) {
    assertThat(FileErrors.reason(exception)).isEqualTo(reason);
  }

  @Test
  void keepsTheExceptionForTheStackTrace() {
    IOException cause = new AccessDeniedException("f");
    InvalidInputException error = FileErrors.unreadable(Path.of("f"), cause);
    assertThat(error)
        .hasMessage(
            "f: expected a file that can be read but found no permission;"
                + " correct the path or the permissions");
    assertThat(error.getSuppressed()).containsExactly(cause);
  }
}
