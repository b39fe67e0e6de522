package org.ganforge.examples.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.internal.MachineMemory;
import org.ganforge.internal.Processor;

/**
 * The machine that a measurement ran on.
 *
 * @param processor the processor
 * @param cores how many of its cores this process may use
 * @param memory its memory
 */
record Machine(Processor processor, int cores, MachineMemory memory) {
  static Machine here() {
    return new Machine(
        Processor.here(), Runtime.getRuntime().availableProcessors(), MachineMemory.here());
  }

  /** Returns the processor's name, or its architecture if the name is unknown. */
  private String name() {
    return processor.model().isEmpty() ? System.getProperty("os.arch") : processor.model();
  }

  ObjectNode toJson() {
    return Json.object()
        .put("processor", name())
        .put("cores", cores)
        .put("memory_bytes", memory.machine())
        .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  @Override
  public String toString() {
    return name()
        + ", "
        + Console.count(cores, "core")
        + ", "
        + MachineMemory.gigabytes(memory.machine())
        + " of memory";
  }
}
