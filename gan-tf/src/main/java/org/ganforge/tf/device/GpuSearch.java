package org.ganforge.tf.device;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.tf.library.CudaJar;
import org.ganforge.tf.library.NativeLibraries;
import org.jspecify.annotations.Nullable;

/**
 * The findings that explain why there is no GPU.
 *
 * @param machine the classifier of this machine's CPU library
 * @param libraries the classifiers on the class path
 * @param probe TensorFlow's answer
 * @param visible the environment's CUDA_VISIBLE_DEVICES, or null if it is not set
 * @param hasDriver whether NVIDIA's driver is loaded
 * @param missing libraries of CUDA and cuDNN that were not found
 * @param unloadable why those in the jar on the class path could not be loaded; empty if they were,
 *     or without such a jar
 */
record GpuSearch(
    String machine,
    List<String> libraries,
    GpuProbe probe,
    @Nullable String visible,
    boolean hasDriver,
    List<String> missing,
    String unloadable) {
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");

  private static final String ON_THE_CPU = "or train on the CPU";

  /** Searches this machine. */
  static GpuSearch here(Threads threads) {
    return new GpuSearch(
        NativeLibraries.ofThisMachine(),
        NativeLibraries.onClassPath(),
        GpuProbe.ask(threads),
        System.getenv("CUDA_VISIBLE_DEVICES"),
        Files.exists(DRIVER),
        CudaLibraries.missing(),
        CudaJar.problem());
  }

  /** Why there is no GPU, and what to do about the first obstacle. */
  record Reason(String why, String wayOut) {}

  /** Returns why there is none. */
  Reason reason() {
    if (!NativeLibraries.hasGpuForm(machine)) {
      return new Reason(
          "TensorFlow Java has no GPU library for " + machine,
          "use Linux on x86-64, " + ON_THE_CPU);
    }
    return probe.hasCuda() ? withGpuLibrary() : withCpuLibrary();
  }

  private Reason withGpuLibrary() {
    if (!hasDriver) {
      return withoutDriver();
    }
    if (visible != null && (visible.isBlank() || visible.strip().startsWith("-"))) {
      return new Reason(
          "the environment's CUDA_VISIBLE_DEVICES is \"" + visible + "\", which hides all GPUs",
          "unset it, " + ON_THE_CPU);
    }
    if (!missing.isEmpty()) {
      return new Reason(absence(), remedy() + ON_THE_CPU);
    }
    return new Reason(
        "TensorFlow says: " + probe.answer(),
        "run with TF_CPP_MIN_LOG_LEVEL=0 to see more, " + ON_THE_CPU);
  }

  private Reason withoutDriver() {
    return missing.isEmpty()
        ? new Reason(
            "NVIDIA's driver is all that is missing: there is no " + DRIVER,
            "install the driver, " + ON_THE_CPU)
        : new Reason(
            "NVIDIA's driver is not loaded: there is no " + DRIVER + ", and " + absence(),
            "install the driver, then " + remedy() + ON_THE_CPU);
  }

  private String absence() {
    String names = "the libraries " + String.join(", ", missing) + " were not found";
    return unloadable.isEmpty()
        ? names
        : names + ", since the jar with CUDA cannot be loaded: " + unloadable;
  }

  private String remedy() {
    String jar =
        unloadable.isEmpty()
            ? "run with GANFORGE_GPU=redist, let your project depend on org.bytedeco:cuda with the"
                + " classifier "
                + machine
                + "-redist, "
            : "correct that, ";
    return jar + "or put CUDA 12 and cuDNN 9 on LD_LIBRARY_PATH, ";
  }

  private Reason withCpuLibrary() {
    String driver = hasDriver ? "" : ", and NVIDIA's driver is not loaded either";
    String gpu = NativeLibraries.gpuForm(machine);
    if (libraries.contains(gpu)) {
      return new Reason(
          "the class path has TensorFlow's CPU library beside its GPU library, and the CPU one was"
              + " loaded"
              + driver,
          "keep only " + gpu + ", " + ON_THE_CPU);
    }
    String first = hasDriver ? "" : "install the driver, then ";
    return new Reason(
        "the class path has TensorFlow's CPU library, " + machine + driver,
        first
            + "run with GANFORGE_GPU=1, or let your project depend on gan-tf-platform-gpu instead of"
            + " gan-tf-platform, "
            + ON_THE_CPU);
  }
}
