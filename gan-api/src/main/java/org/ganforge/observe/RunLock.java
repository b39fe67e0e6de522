package org.ganforge.observe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;

/**
 * The right to train into a run directory, which one program at a time has. The operating system
 * takes it back when the process ends, however it ends. See {@link RunDirectory#lock}.
 */
public final class RunLock implements AutoCloseable {
  /** The name of the lock file. */
  static final String FILE = ".lock";

  private static final int LONGEST_OWNER = 20;

  /** The directories that this process trains into. Every use of a lock file is under its lock. */
  private static final Set<Object> HELD = new HashSet<>();

  /** Closing any descriptor of a file ends all of the process's locks on it, so these stay open. */
  private static final List<FileChannel> KEPT_OPEN = new ArrayList<>();

  private final Object directory;
  private final Path file;
  private final FileChannel channel;

  private RunLock(Object directory, Path file, FileChannel channel) {
    this.directory = directory;
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the right.
   *
   * @param isNew whether the run is only being made. Later its lock file has to be there: a program
   *     that trains holds the file, not its name, so whoever made a new one would not meet it
   */
  static RunLock take(Path run, boolean isNew) {
    Path file = run.resolve(FILE);
    synchronized (HELD) {
      try {
        Object directory = identity(run);
        if (HELD.contains(directory)) {
          throw held(run, ProcessHandle.current().pid() + "");
        }
        FileChannel channel =
            isNew
                ? PlainFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                : PlainFiles.open(file, StandardOpenOption.WRITE);
        lock(run, file, channel);
        HELD.add(directory);
        return new RunLock(directory, file, channel);
      } catch (NoSuchFileException e) {
        throw Files.isDirectory(run) ? missing(run, file) : FileErrors.unwritable(file, e);
      } catch (IOException e) {
        throw FileErrors.unwritable(file, e);
      }
    }
  }

  /**
   * Puts this process's mark on a directory that a run is to be made in.
   *
   * @return false if it has another one's mark and that one lives, or it is gone
   */
  static boolean claim(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    synchronized (HELD) {
      FileChannel channel;
      try {
        if (HELD.contains(identity(directory))) {
          return false;
        }
        channel =
            PlainFiles.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      } catch (NoSuchFileException e) {
        return false;
      }
      try (channel) {
        FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        if (lock == null || isAlive(owner(channel))) {
          return false;
        }
        mark(channel);
        return true;
      } catch (OverlappingFileLockException e) {
        return false; // another class loader's, which trains
      }
    }
  }

  private static boolean isAlive(String owner) {
    return isProcess(owner) && ProcessHandle.of(Long.parseLong(owner)).isPresent();
  }

  private static boolean isProcess(String owner) {
    return owner.matches("\\d{1,18}");
  }

  private static void mark(FileChannel channel) throws IOException {
    channel.truncate(0);
    String owner = ProcessHandle.current().pid() + "";
    channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)));
  }

  private static void lock(Path run, Path file, FileChannel channel) throws IOException {
    try {
      // The last byte there could be: where locks keep others from reading, the owner stays
      // readable.
      FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
      if (lock == null) {
        throw held(run, owner(file));
      }
      mark(channel);
    } catch (OverlappingFileLockException e) {
      // Another class loader of this process has this class, too, and holds the file.
      KEPT_OPEN.add(channel);
      throw held(run, ProcessHandle.current().pid() + "");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns what tells the directory from others, whatever path leads to it. */
  private static Object identity(Path run) throws IOException {
    Object key = Files.readAttributes(run, BasicFileAttributes.class).fileKey();
    return key == null ? run.toRealPath() : key;
  }

  private static String owner(Path file) throws IOException {
    try (InputStream in = PlainFiles.read(file)) {
      return new String(in.readNBytes(LONGEST_OWNER), StandardCharsets.ISO_8859_1);
    }
  }

  /** A second descriptor of the file would end this process's lock on it when it is closed. */
  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_OWNER);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
  }

  private static InvalidInputException held(Path run, String owner) {
    return new InvalidInputException(
        "run directory " + run,
        "no other program that trains into it",
        isProcess(owner) ? "process " + owner : "one",
        "wait until that ends, or stop it");
  }

  private static InvalidInputException missing(Path run, Path file) {
    return new InvalidInputException(
        "run directory " + run,
        "its .lock, which shows whether a program trains into it,",
        "none",
        "make sure that none does, then make an empty file " + file);
  }

  /**
   * Gives the right back. The lock file stays, and is made again where somebody has deleted it
   * meanwhile.
   */
  @Override
  public void close() {
    synchronized (HELD) {
      if (!channel.isOpen()) {
        return;
      }
      try {
        channel.close();
        if (Files.isDirectory(Objects.requireNonNull(file.getParent()))
            && Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.createFile(file);
        }
      } catch (FileAlreadyExistsException e) {
        return;
      } catch (IOException e) {
        throw FileErrors.unwritable(file, e);
      } finally {
        HELD.remove(directory);
      }
    }
  }
}
