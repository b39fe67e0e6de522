package org.ganforge.observe;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.SideFiles;

/** Creates the directories of new runs. */
final class NewRuns {
  private static final Pattern NUMBERED = Pattern.compile("(\\d{5,9})-.+");

  /** File systems allow names of up to 255 bytes. */
  private static final int LONGEST_NAME = 200;

  private NewRuns() {}

  static RunDirectory create(Path runs, String name) {
    checkName(name);
    createDirectories(runs);
    try {
      long number = highest(runs).orElse(-1L) + 1;
      while (true) {
        Path free = runs.resolve(String.format(Locale.ROOT, "%05d-%s", number++, name));
        try {
          if (RunLock.claim(Files.createDirectory(free))) {
            return new RunDirectory(free);
          }
        } catch (FileAlreadyExistsException e) {
          number = Math.max(number, highest(runs).orElse(-1L) + 1);
        }
      }
    } catch (IOException e) {
      throw uncreatable(runs, e);
    }
  }

  static RunDirectory next(Path runs, String name) {
    checkName(name);
    checkPlace(runs);
    try {
      long number = Files.isDirectory(runs) ? highest(runs).orElse(-1L) + 1 : 0;
      return new RunDirectory(runs.resolve(String.format(Locale.ROOT, "%05d-%s", number, name)));
    } catch (IOException e) {
      throw uncreatable(runs, e);
    }
  }

  static RunDirectory create(Path runs, String name, Consumer<RunDirectory> content) {
    checkName(name);
    createDirectories(runs);
    RunDirectory whole = written(runs.resolve(name), content);
    try {
      for (long number = highest(runs).orElse(-1L) + 1; ; number++) {
        Path free = runs.resolve(String.format(Locale.ROOT, "%05d-%s", number, name));
        if (!Files.exists(free, LinkOption.NOFOLLOW_LINKS) && isMoved(whole.path(), free)) {
          return new RunDirectory(free);
        }
      }
    } catch (IOException e) {
      whole.delete();
      throw uncreatable(runs, e);
    }
  }

  static RunDirectory createAt(Path directory, Consumer<RunDirectory> content) {
    checkNew(directory);
    createParent(directory);
    RunDirectory whole = written(directory, content);
    try {
      if (isAbandoned(directory)) {
        Files.deleteIfExists(directory.resolve(RunLock.FILE));
      }
      if (isMoved(whole.path(), directory)) {
        return new RunDirectory(directory);
      }
      whole.delete();
      throw notNew(directory);
    } catch (IOException e) {
      whole.delete();
      throw uncreatable(directory, e);
    }
  }

  /**
   * Creates a run under a hidden name beside its place and deletes leftovers of killed programs. It
   * is claimed from the start: once moved into place it is never empty, so no other program can
   * mistake it for a new one.
   */
  private static RunDirectory written(Path place, Consumer<RunDirectory> content) {
    Path side = SideFiles.beside(place.toAbsolutePath());
    SideFiles.sweep(side.resolveSibling("."));
    RunDirectory run = new RunDirectory(side);
    try {
      RunLock.claim(Files.createDirectory(side));
      content.accept(run);
      return run;
    } catch (IOException e) {
      throw uncreatable(place, e);
    } catch (RuntimeException | Error e) {
      run.delete();
      throw e;
    }
  }

  /**
   * Moves a directory into the place of a new or empty one, unless another program got there first.
   */
  private static boolean isMoved(Path whole, Path place) throws IOException {
    try {
      Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileSystemException e) {
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !isEmpty(place)) {
        return false;
      }
      throw e;
    }
  }

  static RunDirectory createAt(Path directory) {
    checkNew(directory);
    createParent(directory);
    try {
      if (!isNew(directory)) {
        Files.createDirectory(directory);
      }
      // The previous claimant may have filled it before ending.
      if (RunLock.claim(directory) && isNew(directory)) {
        return new RunDirectory(directory);
      }
      throw notNew(directory);
    } catch (FileAlreadyExistsException e) {
      throw notNew(directory);
    } catch (IOException e) {
      throw uncreatable(directory, e);
    }
  }

  static void checkNew(Path directory) {
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS) && !isNew(directory)) {
      throw notNew(directory);
    }
    checkPlace(directory);
  }

  static void checkPlace(Path runs) {
    Path place = runs.toAbsolutePath();
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    if (!Files.isDirectory(place)) {
      String path = place.toString();
      throw uncreatable(
          runs,
          place.equals(runs.toAbsolutePath())
              ? new FileAlreadyExistsException(path)
              : new NotDirectoryException(path));
    }
    if (!Files.isWritable(place)) {
      throw uncreatable(runs, new AccessDeniedException(place.toString()));
    }
  }

  /** Returns whether it contains at most a claim, and that of a killed program. */
  private static boolean isAbandoned(Path directory) throws IOException {
    return isNew(directory) && !isEmpty(directory) && RunLock.claim(directory) && isNew(directory);
  }

  /** A program that was killed early leaves at most a claim. */
  private static boolean isNew(Path directory) {
    return holdsOnly(directory, Set.of(RunLock.FILE));
  }

  private static boolean isEmpty(Path directory) {
    return holdsOnly(directory, Set.of());
  }

  private static boolean holdsOnly(Path directory, Set<String> names) {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.allMatch(file -> names.contains(file.getFileName().toString()));
    } catch (IOException e) {
      return false;
    }
  }

  private static void createParent(Path directory) {
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      createDirectories(parent);
    }
  }

  private static InvalidInputException notNew(Path directory) {
    return new InvalidInputException(
        "run directory " + directory,
        "a new or empty directory",
        found(directory),
        "choose another name, or let RunDirectory.create number one");
  }

  private static String found(Path directory) {
    if (Files.isSymbolicLink(directory)) {
      return "a symbolic link";
    }
    return Files.isDirectory(directory) ? "one with files in it" : "a file";
  }

  /**
   * Returns the numbered directories, the highest number first; none if {@code runs} doesn't exist.
   */
  static List<RunDirectory> list(Path runs) {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(runs)) {
      return files
          .filter(file -> number(file) >= 0)
          .sorted(Comparator.comparingLong(NewRuns::number).reversed())
          .map(RunDirectory::new)
          .toList();
    } catch (IOException e) {
      throw FileErrors.unreadable(runs, e);
    }
  }

  /** Returns the number in a directory's name; -1 if it has none. */
  private static long number(Path directory) {
    Matcher name = NUMBERED.matcher(directory.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  private static Optional<Long> highest(Path runs) throws IOException {
    try (Stream<Path> files = Files.list(runs)) {
      return files.map(NewRuns::number).filter(number -> number >= 0).max(Long::compare);
    }
  }

  private static void createDirectories(Path directory) {
    try {
      // Check first, since createDirectories rejects a link to a directory.
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory);
      }
    } catch (IOException e) {
      throw uncreatable(directory, e);
    }
  }

  /** A directory's name is a number followed by this name. */
  private static void checkName(String name) {
    if (Checks.name("run's name", name).length() > LONGEST_NAME) {
      throw new InvalidInputException(
          "run's name",
          "at most " + LONGEST_NAME + " characters",
          name.length() + ", " + name,
          "give the model a shorter name, or choose the directory by RunDirectory.createAt");
    }
  }

  private static InvalidInputException uncreatable(Path directory, IOException cause) {
    InvalidInputException error =
        new InvalidInputException(
            "run directory " + directory,
            "a place where a directory can be made",
            FileErrors.reason(cause),
            FileErrors.wayOut(cause, "correct the permissions or choose another place"));
    error.addSuppressed(cause);
    return error;
  }
}
