package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Measures elapsed time, and the processor time of all threads of this process. */
final class BenchClock {
  private final long start = System.nanoTime();
  private final Duration before = processor();

  private BenchClock() {}

  static BenchClock start() {
    return new BenchClock();
  }

  /** Writes the milliseconds since the start as {@code NAME_ms} and {@code NAME_cpu_ms}. */
  void stop(ObjectNode json, String name) {
    json.put(name + "_ms", (System.nanoTime() - start) / 1_000_000);
    json.put(name + "_cpu_ms", processor().minus(before).toMillis());
  }

  /** Writes the same since the start of this JVM. */
  static void sinceStart(ObjectNode json, String name) {
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    json.put(name + "_ms", System.currentTimeMillis() - start);
    json.put(name + "_cpu_ms", processor().toMillis());
  }

  private static Duration processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
