package org.ganforge.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.ganforge.error.InvalidInputException;

/**
 * Opens files in directories that may come from someone else. Only plain files are opened: a link
 * could redirect a write to any of the user's files, and opening a named pipe can block forever.
 */
public final class PlainFiles {
  private static final int KIND = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private PlainFiles() {}

  /**
   * Checks that a path is neither a link nor a special file. A directory or a missing file passes;
   * opening it gives the usual error.
   *
   * @throws InvalidInputException if it is a link or a special file
   */
  public static void require(Path path) {
    try {
      BasicFileAttributes found =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (found.isSymbolicLink() || found.isOther()) {
        throw new InvalidInputException(
            path.toString(),
            "a plain file or directory",
            kind(path, found),
            "remove it, or put what it stands for in its place");
      }
    } catch (IOException e) {
      return; // missing, or opening it will give the error
    }
  }

  /**
   * Checks everything inside a directory, which itself may be a link. Files that vanish meanwhile
   * are ignored.
   *
   * @param levels how deep to look: 1 for the directory's own files
   * @throws InvalidInputException if there is a link or a special file
   */
  public static void requireAll(Path directory, int levels) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        require(entry);
        if (levels > 1 && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          requireAll(entry, levels - 1);
        }
      }
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw FileErrors.unreadable(directory, e);
    }
  }

  /**
   * Opens a plain or new file. A file to be written in place must also have only one name: a backup
   * made of hard links would change with it.
   *
   * @throws InvalidInputException if it is anything else
   */
  public static FileChannel open(Path file, StandardOpenOption... options) throws IOException {
    require(file);
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    if (all.contains(StandardOpenOption.WRITE)) {
      requireOneName(file);
    }
    all.add(LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, all);
  }

  /**
   * Opens a plain file for reading.
   *
   * @throws InvalidInputException if it is anything else
   */
  public static InputStream read(Path file) throws IOException {
    require(file);
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void requireOneName(Path file) throws IOException {
    boolean isThere = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    int names = isThere ? attribute(file, "unix:nlink") : 1;
    if (names > 1) {
      throw new InvalidInputException(
          file.toString(),
          "a file of one name",
          names + " hard links to it",
          "replace it by a copy");
    }
  }

  private static String kind(Path path, BasicFileAttributes found) throws IOException {
    if (found.isSymbolicLink()) {
      return "a symbolic link";
    }
    int kind = attribute(path, "unix:mode") & KIND;
    return switch (kind) {
      case PIPE -> "a named pipe";
      case SOCKET -> "a socket";
      case 0 -> "a special file";
      default -> "a device";
    };
  }

  /** Returns a file attribute that only some systems have; 0 elsewhere. */
  private static int attribute(Path path, String name) throws IOException {
    try {
      return Files.getAttribute(path, name, LinkOption.NOFOLLOW_LINKS) instanceof Integer number
          ? number
          : 0;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return 0;
    }
  }
}
