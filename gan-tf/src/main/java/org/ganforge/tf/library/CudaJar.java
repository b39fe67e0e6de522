package org.ganforge.tf.library;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.tf.library.PackedLibrary.PackedFile;

/**
 * CUDA and cuDNN in a jar on the class path: {@code org.bytedeco:cuda} with the classifier {@code
 * linux-x86_64-redist}. TensorFlow opens their libraries by name, and the system's loader returns
 * one that is already loaded under that name, wherever it came from. So they are loaded first.
 */
public final class CudaJar {
  private static final String FOLDER = "org/bytedeco/cuda/linux-x86_64/";

  /**
   * The libraries that TensorFlow 2.18 opens, those that they need, and those that cuDNN opens
   * later, each after everything it needs.
   */
  static final List<String> FILES =
      List.of(
          "libcudart.so.12",
          "libnvJitLink.so.12",
          "libcublasLt.so.12",
          "libcublas.so.12",
          "libcufft.so.11",
          "libcusparse.so.12",
          "libcusolver.so.11",
          "libnvrtc-builtins.so.12.6",
          "libnvrtc.so.12",
          "libcudnn_graph.so.9",
          "libcudnn_ops.so.9",
          "libcudnn_engines_precompiled.so.9",
          "libcudnn_engines_runtime_compiled.so.9",
          "libcudnn_heuristic.so.9",
          "libcudnn_cnn.so.9",
          "libcudnn_adv.so.9",
          "libcudnn.so.9");

  private static String problem = "";

  private CudaJar() {}

  /** Returns why the jar's libraries could not be loaded; empty if they were, or without a jar. */
  public static synchronized String problem() {
    return problem;
  }

  /**
   * Unpacks and loads the libraries if the jar is on the class path beside TensorFlow's GPU
   * library. If that fails, TensorFlow still computes on the CPU, and {@link #problem} says why.
   */
  static synchronized void load() {
    String gpu = NativeLibraries.gpuForm(NativeLibraries.ofThisMachine());
    URL first = CudaJar.class.getClassLoader().getResource(FOLDER + FILES.get(0));
    if (first == null || !NativeLibraries.onClassPath().equals(List.of(gpu))) {
      return;
    }
    PackedLibrary packed = PackedLibrary.of(first, FILES::contains).orElse(null);
    Path cache = LibraryCache.choose().orElse(null);
    if (packed != null && cache != null) {
      problem =
          LibraryFolder.of(cache)
              .problem(packed)
              .map(why -> cache + " " + why)
              .orElseGet(() -> load(packed, first, cache, System::load));
    }
  }

  /**
   * Unpacks the files that are not yet in the cache, loads all in order, and returns the problem as
   * {@link #problem} does.
   *
   * @param first the first file in its jar; the others are beside it
   */
  static String load(PackedLibrary packed, URL first, Path cache, Consumer<String> loader) {
    Map<String, PackedFile> files =
        packed.files().stream().collect(Collectors.toMap(PackedFile::name, Function.identity()));
    for (String name : FILES) {
      PackedFile file = files.get(FOLDER + name);
      if (file == null) {
        return packed.jar() + " has no " + name;
      }
      try {
        loader.accept(packed.unpack(cache, file, new URL(first, name)).toString());
      } catch (IOException e) {
        return name + " cannot be unpacked into " + cache + ": " + FileErrors.reason(e);
      } catch (InvalidInputException | UnsatisfiedLinkError e) {
        return String.valueOf(e.getMessage());
      }
    }
    return "";
  }
}
