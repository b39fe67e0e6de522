package org.ganforge.tf.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The libraries that TensorFlow 2.18 for GPUs opens by name. If one is missing, TensorFlow silently
 * continues without GPUs, so we look for them here. The system's loader takes one that is already
 * loaded, else one from its path or its cache.
 */
final class CudaLibraries {
  /** CUDA 12 and cuDNN 9, as TensorFlow's own loader asks for them. */
  static final List<String> NEEDED =
      List.of(
          "libcudart.so.12",
          "libcublas.so.12",
          "libcublasLt.so.12",
          "libcufft.so.11",
          "libcusolver.so.11",
          "libcusparse.so.12",
          "libcudnn.so.9");

  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<String> LINKERS = List.of("/sbin/ldconfig", "/usr/sbin/ldconfig");

  private CudaLibraries() {}

  /** Returns those that the system's loader would not find. */
  static List<String> missing() {
    return missing(System.getenv("LD_LIBRARY_PATH"), linkerCache(), loaded());
  }

  /**
   * Returns those that are neither in a folder of the path, nor in the loader's cache, nor loaded.
   *
   * @param path colon-separated folders, or null
   * @param cache what {@code ldconfig -p} prints
   * @param loaded the names of the files that this process has mapped
   */
  static List<String> missing(@Nullable String path, String cache, Set<String> loaded) {
    List<Path> folders = new ArrayList<>();
    for (String folder : path == null ? new String[0] : path.split(":", -1)) {
      if (!folder.isBlank()) {
        folders.add(Path.of(folder));
      }
    }
    return NEEDED.stream()
        .filter(name -> folders.stream().noneMatch(folder -> Files.exists(folder.resolve(name))))
        .filter(name -> !cache.contains("\t" + name + " "))
        .filter(name -> !loaded.contains(name))
        .toList();
  }

  /** Returns the names of the files mapped into this process, libraries among them. */
  static Set<String> loaded() {
    try (Stream<String> lines = Files.lines(MAPS, StandardCharsets.ISO_8859_1)) {
      return lines
          .map(line -> line.substring(line.lastIndexOf('/') + 1))
          .collect(Collectors.toSet());
    } catch (IOException | UncheckedIOException e) {
      return Set.of(); // not Linux
    }
  }

  private static String linkerCache() {
    for (String program : LINKERS) {
      if (Files.isExecutable(Path.of(program))) {
        return output(PATIENCE, program, "-p");
      }
    }
    return "";
  }

  /** Returns a program's output; empty if it cannot be run or doesn't end in time. */
  static String output(Duration patience, String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      // In its own thread, since reading from a program that hangs would never return.
      CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> lines(process));
      try {
        return output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException | ExecutionException | TimeoutException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static String lines(Process process) {
    try (Stream<String> lines = process.inputReader().lines()) {
      return String.join("\n", lines.toList()) + "\n";
    }
  }
}
