package org.ganforge.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The processor, and which of the instructions that training gains from it has.
 *
 * @param model as it calls itself; empty where nobody says
 * @param has the instructions that it has
 * @param lacks those that it has not; both are empty where nobody says
 */
public record Processor(String model, List<String> has, List<String> lacks) {
  /** Linux' words, and the ones that people use. */
  private static final Map<String, String> INSTRUCTIONS = new LinkedHashMap<>();

  static {
    INSTRUCTIONS.put("avx2", "AVX2");
    INSTRUCTIONS.put("avx512f", "AVX-512");
    INSTRUCTIONS.put("avx512_bf16", "AVX512_BF16");
    INSTRUCTIONS.put("amx_tile", "AMX");
  }

  /** Copies the lists. */
  public Processor {
    has = List.copyOf(has);
    lacks = List.copyOf(lacks);
  }

  /** Returns this machine's. */
  public static Processor here() {
    return read(Path.of("/proc/cpuinfo"));
  }

  /** Reads what Linux tells of its first processor in a file like {@code /proc/cpuinfo}. */
  public static Processor read(Path cpuinfo) {
    try {
      List<String> lines = Files.readAllLines(cpuinfo);
      String flags = value(lines, "flags");
      if (flags.isEmpty()) {
        return new Processor(value(lines, "model name"), List.of(), List.of());
      }
      Set<String> words = Set.copyOf(Arrays.asList(flags.split("\\s+")));
      List<String> has = new ArrayList<>();
      List<String> lacks = new ArrayList<>();
      INSTRUCTIONS.forEach((word, name) -> (words.contains(word) ? has : lacks).add(name));
      return new Processor(value(lines, "model name"), has, lacks);
    } catch (IOException e) {
      return new Processor("", List.of(), List.of());
    }
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.matches(key + "\\s*:.*"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** Returns whether anybody says which instructions it has. */
  public boolean isKnown() {
    return !has.isEmpty() || !lacks.isEmpty();
  }

  /** Returns whether it is known to multiply bfloat16 numbers. */
  public boolean hasBfloat16() {
    return has.contains("AMX") || has.contains("AVX512_BF16");
  }
}
