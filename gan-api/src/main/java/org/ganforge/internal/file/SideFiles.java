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
 * Hidden names for files and directories that are moved to their place once they are whole. A name
 * says which process writes under it, so that {@link #sweep} can delete what a killed one has left
 * without touching what a live one is writing.
 */
public final class SideFiles {
  /** A name of 255 bytes is the longest most file systems take; the target's may be as long. */
  private static final int LONGEST_STEM = 40;

  private static final String MACHINE = machine();
  private static final Pattern NAME =
      Pattern.compile(
          "\\.(?<target>.*)\\.(?<machine>[0-9a-f]{12})-(?<process>\\d{1,18})"
              + "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-.{12}.*");

  /** Earlier versions named no process: networks of an export, and classifiers in the cache. */
  private static final Pattern OLD_NAME =
      Pattern.compile(
          "\\.(generator|discriminator|[0-9a-f]{64}(-[0-9a-f]{16})?)"
              + "\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** What nobody has written into for so long is nobody's work. */
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
   * @param ending of the name
   */
  public static Path beside(Path target, String ending) {
    String name = String.valueOf(target.getFileName());
    int length = Math.min(name.length(), LONGEST_STEM);
    // Half a surrogate pair is no file name.
    boolean cutsPair = length < name.length() && Character.isHighSurrogate(name.charAt(length - 1));
    String stem = name.substring(0, cutsPair ? length - 1 : length);
    String process = MACHINE + "-" + ProcessHandle.current().pid();
    return target.resolveSibling("." + stem + "." + process + "-" + UUID.randomUUID() + ending);
  }

  /**
   * Returns the name of the file or directory that a hidden name stands beside, as far as the
   * hidden one has it; empty where a path is no hidden name of this kind.
   */
  public static Optional<String> target(Path hidden) {
    Matcher side = NAME.matcher(String.valueOf(hidden.getFileName()));
    return side.matches() ? Optional.of(side.group("target")) : Optional.empty();
  }

  /** Sweeps a directory the first time that this process asks for it. */
  public static void sweepOnce(Path directory) {
    if (SWEPT.add(directory)) {
      sweep(directory);
    }
  }

  /**
   * Deletes what killed processes of this machine have left half written in a directory. What
   * cannot be deleted stays.
   */
  public static void sweep(Path directory) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, ".*")) {
      for (Path entry : entries) {
        if (isAbandoned(entry.getFileName().toString()) || isOld(entry)) {
          deleteIfPossible(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return; // no such directory, or nothing that this user may look at
    }
  }

  private static void deleteIfPossible(Path tree) {
    try {
      FileTree.delete(tree);
    } catch (IOException e) {
      return; // it is another user's
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
   * Returns 12 digits that tell apart the machines, and the containers on them, which may share a
   * directory: elsewhere a process number means another process.
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
