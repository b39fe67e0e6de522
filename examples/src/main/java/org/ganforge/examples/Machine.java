package org.ganforge.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a measurement ran on.
 *
 * @param processor its name, as Linux tells it; elsewhere its architecture
 * @param cores how many of them this process may use
 * @param memoryKilobytes of the machine, -1 if unknown
 * @param system the operating system
 */
record Machine(String processor, int cores, long memoryKilobytes, String system) {
  static Machine here() {
    return new Machine(
        field("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(field("/proc/meminfo", "MemTotal", "-1").replaceAll("[^-\\d]", "")),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private static String field(String file, String name, String unknown) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(unknown);
    } catch (IOException e) {
      return unknown;
    }
  }

  ObjectNode toJson() {
    return Json.object()
        .put("processor", processor)
        .put("cores", cores)
        .put("memory_kb", memoryKilobytes)
        .put("system", system);
  }

  @Override
  public String toString() {
    String memory =
        memoryKilobytes < 0
            ? ""
            : String.format(Locale.ROOT, ", %.1f GB of memory", memoryKilobytes * 1024 / 1e9);
    return processor + ", " + Console.count(cores, "core") + memory;
  }
}
