package org.ganforge.tf.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;

/** Why there is no GPU: TensorFlow's own answers, and machines of many kinds. */
class GpuSearchTest {
  private static final String LINUX = "linux-x86_64";
  private static final String REFUSAL =
      "Cannot assign a device for operation Add: {{node Add}} was explicitly assigned to"
          + " /device:GPU:0 but available devices are ["
          + " /job:localhost/replica:0/task:0/device:CPU:0%s ]. Make sure the device"
          + " specification refers to a valid device.%s\n\t [[Add]]";
  private static final GpuProbe WITHOUT_CUDA =
      GpuProbe.ofRefusal(
          String.format(
              REFUSAL, "", " The requested device appears to be a GPU, but CUDA is not enabled."));
  private static final GpuProbe WITH_CUDA = GpuProbe.ofRefusal(String.format(REFUSAL, "", ""));

  private static final String REMEDY =
      "run with GANFORGE_GPU=redist, let your project depend on org.bytedeco:cuda with the"
          + " classifier linux-x86_64-redist, or put CUDA 12 and cuDNN 9 on LD_LIBRARY_PATH, or"
          + " train on the CPU";

  private static String reason(GpuSearch search) {
    GpuSearch.Reason reason = search.reason();
    return reason.why() + "; " + reason.wayOut();
  }

  private static GpuSearch gpuLibrary(
      @Nullable String visible, boolean hasDriver, List<String> missing) {
    return new GpuSearch(
        LINUX, List.of(LINUX + "-gpu"), WITH_CUDA, visible, hasDriver, missing, "");
  }

  @Test
  void readsTensorFlowsRefusal() {
    assertThat(WITHOUT_CUDA.gpus()).isEmpty();
    assertThat(WITHOUT_CUDA.hasCuda()).isFalse();
    assertThat(WITH_CUDA.hasCuda()).isTrue();
    assertThat(WITH_CUDA.answer()).startsWith("Cannot assign").endsWith("valid device.");
    String others = ", /job:localhost/replica:0/task:0/device:GPU:1";
    assertThat(GpuProbe.ofRefusal(String.format(REFUSAL, others, "")).gpus())
        .containsExactly("GPU:1");
  }

  /** Otherwise the search would take all of a GPU's memory, for as long as the process lives. */
  @Test
  void takesOnlyTheMemoryThatItNeeds() {
    ConfigProto settings = GpuProbe.settings(Threads.usual());
    assertThat(settings.getGpuOptions().getAllowGrowth()).isTrue();
    assertThat(settings.getAllowSoftPlacement()).isFalse();
  }

  @Test
  void reportsTheCpuLibrary() {
    GpuSearch search =
        new GpuSearch(LINUX, List.of(LINUX), WITHOUT_CUDA, null, true, List.of(), "");
    assertThat(reason(search))
        .isEqualTo(
            "the class path has TensorFlow's CPU library, linux-x86_64; run with GANFORGE_GPU=1, or"
                + " let your project depend on gan-tf-platform-gpu instead of gan-tf-platform, or"
                + " train on the CPU");
  }

  @Test
  void reportsTheCpuLibraryAndTheMissingDriverTogether() {
    GpuSearch search =
        new GpuSearch(LINUX, List.of(LINUX), WITHOUT_CUDA, null, false, List.of(), "");
    assertThat(reason(search))
        .isEqualTo(
            "the class path has TensorFlow's CPU library, linux-x86_64, and NVIDIA's driver is not"
                + " loaded either; install the driver, then run with GANFORGE_GPU=1, or let your"
                + " project depend on gan-tf-platform-gpu instead of gan-tf-platform, or train on"
                + " the CPU");
  }

  @Test
  void reportsTwoLibraries() {
    GpuSearch search =
        new GpuSearch(
            LINUX, List.of(LINUX, LINUX + "-gpu"), WITHOUT_CUDA, null, true, List.of(), "");
    assertThat(reason(search))
        .isEqualTo(
            "the class path has TensorFlow's CPU library beside its GPU library, and the CPU one"
                + " was loaded; keep only linux-x86_64-gpu, or train on the CPU");
  }

  @Test
  void reportsAMachineWithoutAGpuLibrary() {
    GpuSearch search =
        new GpuSearch(
            "macosx-arm64", List.of("macosx-arm64"), WITHOUT_CUDA, null, false, List.of(), "");
    assertThat(reason(search))
        .isEqualTo(
            "TensorFlow Java has no GPU library for macosx-arm64; use Linux on x86-64, or train on"
                + " the CPU");
  }

  @Test
  void saysThatOnlyTheDriverIsMissing() {
    assertThat(reason(gpuLibrary(null, false, List.of())))
        .isEqualTo(
            "NVIDIA's driver is all that is missing: there is no /proc/driver/nvidia/version;"
                + " install the driver, or train on the CPU");
  }

  @Test
  void reportsTheMissingDriverAndLibrariesTogether() {
    assertThat(reason(gpuLibrary(null, false, List.of("libcudnn.so.9"))))
        .isEqualTo(
            "NVIDIA's driver is not loaded: there is no /proc/driver/nvidia/version, and the"
                + " libraries libcudnn.so.9 were not found; install the driver, then "
                + REMEDY);
  }

  @Test
  void reportsHiddenGpus() {
    assertThat(reason(gpuLibrary("-1", true, List.of())))
        .isEqualTo(
            "the environment's CUDA_VISIBLE_DEVICES is \"-1\", which hides all GPUs; unset it, or"
                + " train on the CPU");
    assertThat(reason(gpuLibrary("", true, List.of())))
        .startsWith("the environment's CUDA_VISIBLE_DEVICES is \"\", which hides all GPUs");
  }

  @Test
  void namesTheLibrariesThatAreMissing() {
    assertThat(reason(gpuLibrary("0", true, List.of("libcufft.so.11", "libcudnn.so.9"))))
        .isEqualTo("the libraries libcufft.so.11, libcudnn.so.9 were not found; " + REMEDY);
  }

  @Test
  void saysWhyTheJarWithCudaCannotBeLoaded() {
    GpuSearch search =
        new GpuSearch(
            LINUX,
            List.of(LINUX + "-gpu"),
            WITH_CUDA,
            null,
            true,
            List.of("libcudnn.so.9"),
            "/cache has 0.5 GB free of the 3.0 GB that it needs");
    assertThat(reason(search))
        .isEqualTo(
            "the libraries libcudnn.so.9 were not found, since the jar with CUDA cannot be loaded:"
                + " /cache has 0.5 GB free of the 3.0 GB that it needs; correct that, or put CUDA"
                + " 12 and cuDNN 9 on LD_LIBRARY_PATH, or train on the CPU");
  }

  @Test
  void otherwiseQuotesTensorFlow() {
    assertThat(reason(gpuLibrary(null, true, List.of())))
        .isEqualTo(
            "TensorFlow says: "
                + WITH_CUDA.answer()
                + "; run with TF_CPP_MIN_LOG_LEVEL=0 to see more, or train on the"
                + " CPU");
  }

  @Test
  void aGpuNeedsNoReason() {
    GpuProbe found = new GpuProbe(List.of("GPU:0"), true, "");
    GpuSearch search = new GpuSearch(LINUX, List.of(LINUX), found, null, true, List.of(), "");
    assertThat(Gpus.of(search)).isEqualTo(new Gpus(List.of("GPU:0"), "", ""));
  }

  @Test
  void looksForLibrariesOnThePathInTheLoadersCacheAndInTheProcess(@TempDir Path folder)
      throws IOException {
    Files.createFile(folder.resolve("libcudnn.so.9"));
    String cache = "\tlibcudart.so.12 (libc6,x86-64) => /x\n\tlibcublas.so.12 (libc6) => /y\n";
    assertThat(CudaLibraries.missing("/none:" + folder + ":", cache, Set.of("libcufft.so.11")))
        .containsExactly("libcublasLt.so.12", "libcusolver.so.11", "libcusparse.so.12");
    assertThat(CudaLibraries.missing(null, "", Set.of())).isEqualTo(CudaLibraries.NEEDED);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void seesTheLibrariesThatTheProcessHasLoaded() {
    assertThat(CudaLibraries.loaded()).contains("libjvm.so");
  }

  /** The doctor must not hang when a program that it runs hangs. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no sh")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void doesNotWaitForAHangingProgram() {
    Duration little = Duration.ofMillis(200);
    assertThat(CudaLibraries.output(little, "sh", "-c", "echo begun; exec sleep 3600")).isEmpty();
    assertThat(CudaLibraries.output(Duration.ofMinutes(20), "echo", "done")).isEqualTo("done\n");
    assertThat(CudaLibraries.output(little, "/no/such/program")).isEmpty();
  }
}
