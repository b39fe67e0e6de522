package org.ganforge.examples.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.DatasetState;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.catalogue.DatasetText;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Failures;
import org.ganforge.internal.MachineMemory;
import org.ganforge.internal.Processor;
import org.ganforge.internal.file.CacheDirectory;
import org.ganforge.internal.file.FileNames;
import org.ganforge.observe.RunDirectory;

/** The doctor's checks that need no TensorFlow. */
final class MachineChecks {
  private static final long MEBI = 1 << 20;
  private static final long LITTLE_MEMORY = 2048 * MEBI;
  private static final long LITTLE_HEAP = 500 * MEBI;
  private static final long LITTLE_SPACE = 1024 * MEBI;
  private static final long NO_SPACE = 50 * MEBI;

  private MachineChecks() {}

  static Finding java() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    String version = Runtime.version().toString();
    return Finding.ok("java", version + " (" + System.getProperty("java.vendor") + "), " + system)
        .with("version", version)
        .with("system", system);
  }

  /** Checks which file names the locale can encode. */
  static Finding locale() {
    FileNames.requireWorkingFolder();
    String set = System.getProperty("sun.jnu.encoding");
    Finding finding =
        set.startsWith("UTF-") || File.separatorChar == '\\' // Windows names files in UTF-16
            ? Finding.ok("locale", set)
            : Finding.note(
                "locale",
                set
                    + ": files with other characters in their names cannot be used; set"
                    + " LC_ALL=C.UTF-8");
    return finding.with("character_set", set);
  }

  static Finding processor(Processor processor, int cores) {
    String name = processor.model().isEmpty() ? "unknown" : processor.model();
    String text = name + ", " + Console.count(cores, "core");
    if (!processor.isKnown()) {
      return Finding.note("processor", text + "; its instructions are unknown on this system")
          .with("model", name)
          .with("cores", cores);
    }
    List<String> has = processor.has();
    List<String> lacks = processor.lacks();
    text += ": " + (has.isEmpty() ? "none of " + String.join(", ", lacks) : String.join(", ", has));
    if (!has.isEmpty() && !lacks.isEmpty()) {
      text += "; no " + String.join(", no ", lacks);
    }
    return (has.contains("AVX2") ? Finding.ok("processor", text) : Finding.note("processor", text))
        .with("model", name)
        .with("cores", cores)
        .with("has", has)
        .with("lacks", lacks);
  }

  static Finding memory(MachineMemory memory, long heap) {
    String text =
        MachineMemory.gigabytes(memory.machine())
            + " in the machine, "
            + (memory.isLimited()
                ? MachineMemory.gigabytes(memory.limit()) + " allowed by its control groups"
                : "no lower limit")
            + "; Java's heap can grow to "
            + MachineMemory.gigabytes(heap);
    Finding finding =
        heap < LITTLE_HEAP
            ? Finding.note("memory", text + ": low; set GANFORGE_JAVA_OPTS=-Xmx2g")
            : memory.most() < LITTLE_MEMORY
                ? Finding.note("memory", text + ": low; train in small batches")
                : Finding.ok("memory", text);
    return finding
        .with("machine_bytes", memory.machine())
        .with("limit_bytes", memory.isLimited() ? memory.limit() : null)
        .with("heap_bytes", heap);
  }

  /** Checks the place for runs. */
  static Finding disk(Path runs) {
    Path place = runs.toAbsolutePath().normalize();
    try {
      RunDirectory.checkPlace(runs);
      return disk(place, Files.getFileStore(existing(place)).getUsableSpace());
    } catch (InvalidInputException e) {
      return Finding.problem("disk", Failures.line(e));
    } catch (IOException e) {
      return Finding.note("disk", "free space of " + place + " unknown: " + e.getMessage());
    }
  }

  static Finding disk(Path place, long free) {
    String text = MachineMemory.gigabytes(free) + " free for " + place;
    Finding finding =
        free < NO_SPACE
            ? Finding.problem("disk", text + ": too little for a run; free some, or choose --runs")
            : free < LITTLE_SPACE
                ? Finding.note("disk", text + ": low; a long run may need more")
                : Finding.ok("disk", text);
    return finding.with("place", place.toString()).with("free_bytes", free);
  }

  /** Looks for a data set; none is required, since the program can draw one itself. */
  static Finding data(DatasetCatalogue catalogue, String name) {
    DatasetState state = catalogue.state(name);
    boolean isHere = state.kind() == DatasetState.Kind.AT_HAND;
    String text = DatasetText.line(state, 0);
    return (isHere ? Finding.ok("data", text) : Finding.note("data", text))
        .with("data_set", name)
        .with("data_state", state.kind().toString());
  }

  /** Checks the cache for data sets, classifiers and forms. */
  static Finding cache() {
    return cache(CacheDirectory.standard().toAbsolutePath());
  }

  static Finding cache(Path cache) {
    Path there = existing(cache);
    String what = "data sets, classifiers, forms";
    Finding finding =
        Files.isDirectory(there) && Files.isWritable(there) && free(there) >= NO_SPACE
            ? Finding.ok("cache", cache + ": " + what)
            : Finding.note(
                "cache",
                cache
                    + " is full or not writable: "
                    + what
                    + " are not cached; set GANFORGE_HOME to another folder");
    return finding.with("place", cache.toString());
  }

  private static Path existing(Path place) {
    Path there = place;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private static long free(Path there) {
    try {
      return Files.getFileStore(there).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE; // unknown
    }
  }
}
