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
 * The exclusive right to train into a run directory. The operating system releases it when the
 * process ends, however it ends. See {@link RunDirectory#lock}.
 */
public final class RunLock implements AutoCloseable {
  /** The name of the lock file. */
  static final String FILE = ".lock";

  private static final int LONGEST_OWNER = 20;

  /**
   * The directories that this process trains into. Lock files are only accessed while synchronized
   * on this set.
   */
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
   * Acquires the lock.
   *
   * @param isNew whether the run is just being created. Later its lock file must exist: a training
   *     program locks the file, not its name, so a newly created file would not conflict with it
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
   * Marks a directory as claimed by this process, to create a run in it.
   *
   * @return false if a live process has claimed it, or it no longer exists
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
        return false; // locked by another class loader that is training
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
      // Lock the last possible byte: on systems where locks prevent reading, the owner stays
      // readable.
      FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
      if (lock == null) {
        throw held(run, owner(file));
      }
      mark(channel);
    } catch (OverlappingFileLockException e) {
      // Another class loader of this process has loaded this class too, and holds the file.
      KEPT_OPEN.add(channel);
      throw held(run, ProcessHandle.current().pid() + "");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns the directory's identity, whatever path leads to it. */
  private static Object identity(Path run) throws IOException {
    Object key = Files.readAttributes(run, BasicFileAttributes.class).fileKey();
    return key == null ? run.toRealPath() : key;
  }

  private static String owner(Path file) throws IOException {
    try (InputStream in = PlainFiles.read(file)) {
      return new String(in.readNBytes(LONGEST_OWNER), StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * Uses the given channel: closing a second descriptor of the file would release this process's
   * lock.
   */
  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_OWNER);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
  }

  private static InvalidInputException held(Path run, String owner) {
    return new InvalidInputException(
        "run directory " + run,
        "no other program that is training into it",
        isProcess(owner) ? "process " + owner : "one",
        "wait until that ends, or stop it");
  }

  private static InvalidInputException missing(Path run, Path file) {
    return new InvalidInputException(
        "run directory " + run,
        "its .lock, which shows whether a program is training into it,",
        "none",
        "make sure that none is, then create an empty file " + file);
  }

  /** Releases the lock. The lock file stays, and is recreated if it has been deleted meanwhile. */
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
