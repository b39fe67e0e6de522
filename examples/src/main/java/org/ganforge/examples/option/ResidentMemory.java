package org.ganforge.examples.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.examples.console.Json;

/**
 * The resident memory of this process, as reported by Linux; unknown on other systems.
 *
 * @param kilobytes now, -1 if unknown
 * @param peakKilobytes the peak since its start, -1 if unknown
 */
public record ResidentMemory(long kilobytes, long peakKilobytes) {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Returns the current values. */
  public static ResidentMemory now() {
    try {
      List<String> lines = Files.readAllLines(STATUS);
      return new ResidentMemory(kilobytes(lines, "VmRSS:"), kilobytes(lines, "VmHWM:"));
    } catch (IOException e) {
      return new ResidentMemory(-1, -1);
    }
  }

  private static long kilobytes(List<String> lines, String field) {
    return lines.stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(-1);
  }

  /** Returns both as JSON. */
  public ObjectNode toJson() {
    return Json.object().put("resident_kb", kilobytes).put("peak_kb", peakKilobytes);
  }
}
