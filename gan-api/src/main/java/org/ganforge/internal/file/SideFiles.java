package org.ganforge.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ganforge.internal.Digest;

/**
 * Hidden names for files and directories that are moved into place once they are complete. Each
 * name identifies the writing process, so that {@link #sweep} can delete the leftovers of killed
 * processes without touching those of live ones.
 */
public final class SideFiles {
  /** The target's name may already have 255 bytes, the most that most file systems allow. */
  private static final int LONGEST_STEM = 40;

  private static final String MACHINE = machine();
  private static final Pattern NAME =
      Pattern.compile(
          "\\.(?<target>.*)\\.(?<machine>[0-9a-f]{12})-(?<process>\\d{1,18})"
              + "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-.{12}.*");

  /**
   * Names of earlier versions, without a process: networks of an export, and classifiers in the
   * cache.
   */
  private static final Pattern OLD_NAME =
      Pattern.compile(
          "\\.(generator|discriminator|[0-9a-f]{64}(-[0-9a-f]{16})?)"
              + "\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Files not written for this long are considered abandoned. */
  private static final Duration OLD = Duration.ofDays(1);

  private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

  private SideFiles() {}

  /** Returns a new hidden name beside a file or directory. */
  public static Path beside(Path target) {
    return beside(target, "");
  }

  /**
   * Returns a new hidden name beside a file or directory.
   *
   * @param ending the end of the name, such as an extension
   */
  public static Path beside(Path target, String ending) {
    String name = String.valueOf(target.getFileName());
    int length = Math.min(name.length(), LONGEST_STEM);
    // A file name cannot contain half a surrogate pair.
    boolean cutsPair = length < name.length() && Character.isHighSurrogate(name.charAt(length - 1));
    String stem = name.substring(0, cutsPair ? length - 1 : length);
    String process = MACHINE + "-" + ProcessHandle.current().pid();
    return target.resolveSibling("." + stem + "." + process + "-" + UUID.randomUUID() + ending);
  }

  /**
   * Returns the name of the target of a hidden file, possibly truncated; empty if the path is not a
   * hidden name of this kind.
   */
  public static Optional<String> target(Path hidden) {
    Matcher side = NAME.matcher(String.valueOf(hidden.getFileName()));
    return side.matches() ? Optional.of(side.group("target")) : Optional.empty();
  }

  /** Sweeps a directory, once per process. */
  public static void sweepOnce(Path directory) {
    if (SWEPT.add(directory)) {
      sweep(directory);
    }
  }

  /**
   * Deletes half-written files that killed processes of this machine have left in a directory.
   * Ignores those it cannot delete.
   */
  public static void sweep(Path directory) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, ".*")) {
      for (Path entry : entries) {
        if (isAbandoned(entry.getFileName().toString()) || isOld(entry)) {
          deleteIfPossible(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return; // missing, or not readable by this user
    }
  }

  private static void deleteIfPossible(Path tree) {
    try {
      FileTree.delete(tree);
    } catch (IOException e) {
      return; // it belongs to another user
    }
  }

  private static boolean isOld(Path entry) throws IOException {
    if (!OLD_NAME.matcher(entry.getFileName().toString()).matches()) {
      return false;
    }
    Instant written = Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).toInstant();
    return written.isBefore(Instant.now().minus(OLD));
  }

  private static boolean isAbandoned(String name) {
    Matcher side = NAME.matcher(name);
    return side.matches()
        && side.group("machine").equals(MACHINE)
        && ProcessHandle.of(Long.parseLong(side.group("process"))).isEmpty();
  }

  /**
   * Returns 12 digits that identify this machine and container: others may share the directory, and
   * process ids are unique only within one.
   */
  private static String machine() {
    String all = text("/etc/machine-id") + text("/proc/sys/kernel/hostname") + processNamespace();
    return Digest.SHA_256
        .of(ByteBuffer.wrap(all.getBytes(StandardCharsets.UTF_8)))
        .substring(0, 12);
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return System.getProperty("user.name", "");
    }
  }

  private static String processNamespace() {
    Path link = Path.of("/proc/self/ns/pid");
    try {
      return Files.exists(link, LinkOption.NOFOLLOW_LINKS)
          ? Files.readSymbolicLink(link).toString()
          : "";
    } catch (IOException e) {
      return "";
    }
  }
}
