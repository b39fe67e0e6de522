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
 * The processor, and which of the instruction sets that speed up training it has.
 *
 * @param model its own name; empty if unknown
 * @param has the instruction sets that it has
 * @param lacks those that it lacks; both are empty if unknown
 */
public record Processor(String model, List<String> has, List<String> lacks) {
  /** Linux' flags, and their common names. */
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

  /** Reads this machine's processor. */
  public static Processor here() {
    return read(Path.of("/proc/cpuinfo"));
  }

  /** Reads the first processor from a file in the format of Linux' {@code /proc/cpuinfo}. */
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

  /** Returns whether its instruction sets are known. */
  public boolean isKnown() {
    return !has.isEmpty() || !lacks.isEmpty();
  }

  /** Returns whether it is known to multiply bfloat16 numbers natively. */
  public boolean hasBfloat16() {
    return has.contains("AMX") || has.contains("AVX512_BF16");
  }
}
