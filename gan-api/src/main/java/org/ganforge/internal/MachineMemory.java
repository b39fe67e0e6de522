package org.ganforge.internal;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The most memory this process can use, in bytes.
 *
 * @param machine the machine's memory
 * @param limit the limit set by the process's control groups (Linux), for example in a container;
 *     {@link Long#MAX_VALUE} where there is none
 */
public record MachineMemory(long machine, long limit) {
  private static final List<String> GROUP_FILES = List.of("memory.max", "memory.limit_in_bytes");
  private static final double GIBI = 1 << 30;

  /** Reads the memory of this machine and the limit of this process's control groups. */
  public static MachineMemory here() {
    return read(Path.of("/"));
  }

  /**
   * Reads Linux' files below {@code root}; falls back to Java's own figures where there are none.
   */
  static MachineMemory read(Path root) {
    long machine =
        lines(root.resolve("proc/meminfo")).stream()
            .filter(line -> line.startsWith("MemTotal:"))
            .mapToLong(line -> 1024 * number(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseGet(MachineMemory::asJavaSays);
    long limit = Long.MAX_VALUE;
    for (Path group : groups(root)) {
      for (String file : GROUP_FILES) {
        List<String> lines = lines(group.resolve(file));
        limit = Math.min(limit, lines.isEmpty() ? Long.MAX_VALUE : number(lines.get(0)));
      }
    }
    // Some kernels write a number near 2^63 for "no limit".
    return new MachineMemory(machine, limit < machine ? limit : Long.MAX_VALUE);
  }

  /** Returns the folders of this process's control groups and of their ancestors. */
  private static List<Path> groups(Path root) {
    Path all = root.resolve("sys/fs/cgroup");
    List<Path> groups = new ArrayList<>();
    for (String line : lines(root.resolve("proc/self/cgroup"))) {
      String[] parts = line.split(":", 3); // 4:memory:/a/b, or 0::/a/b
      if (parts.length == 3 && (parts[1].isEmpty() || parts[1].equals("memory"))) {
        Path top = parts[1].isEmpty() ? all : all.resolve("memory");
        Path group = top.resolve(parts[2].replaceFirst("^/+", "")).normalize();
        for (; group != null && group.startsWith(top); group = group.getParent()) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  /** Returns no lines if the file does not exist. */
  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Returns the number, or {@link Long#MAX_VALUE} for {@code max} and anything else that isn't one.
   */
  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static long asJavaSays() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Long.MAX_VALUE;
  }

  /** Returns the lesser of the two, which is the most this process can get. */
  public long most() {
    return Math.min(machine, limit);
  }

  /** Returns whether control groups limit the process to less than the machine has. */
  public boolean isLimited() {
    return limit < machine;
  }

  /** Returns {@code 1.5 GB}, a GB being 2^30 bytes. */
  public static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / GIBI);
  }
}
