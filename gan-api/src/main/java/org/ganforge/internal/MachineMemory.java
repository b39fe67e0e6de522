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
 * How much memory this process may ever take, in bytes.
 *
 * @param machine what the machine has
 * @param limit what the process's control groups allow (Linux), which a container sets; {@link
 *     Long#MAX_VALUE} where nothing does
 */
public record MachineMemory(long machine, long limit) {
  private static final List<String> GROUP_FILES = List.of("memory.max", "memory.limit_in_bytes");
  private static final double GIBI = 1 << 30;

  /** Returns what this machine and its control groups say. */
  public static MachineMemory here() {
    return read(Path.of("/"));
  }

  /**
   * Returns what the files of Linux below {@code root} say; where there are none, what Java says.
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
    // Some kernels write a number near 2^63 where nothing is limited.
    return new MachineMemory(machine, limit < machine ? limit : Long.MAX_VALUE);
  }

  /** Returns the folders of the control groups this process is in, and of those around them. */
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

  /** Returns no lines where there is no such file. */
  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Returns the number, or the greatest there is for {@code max} and whatever else is none. */
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

  /** Returns the lesser of the two: more than this cannot be had. */
  public long most() {
    return Math.min(machine, limit);
  }

  /** Returns whether control groups allow less than the machine has. */
  public boolean isLimited() {
    return limit < machine;
  }

  /** Returns {@code 1.5 GB}, a GB being 2^30 bytes. */
  public static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / GIBI);
  }
}
