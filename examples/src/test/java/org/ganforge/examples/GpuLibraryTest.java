package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * TensorFlow's GPU library, without a GPU. Its jars are large, so these tests are skipped if the
 * local repository doesn't have them.
 */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class GpuLibraryTest {
  private static final String NO_DRIVER = "there is no /proc/driver/nvidia/version";
  private static final Pattern NATIVE =
      Pattern.compile("tensorflow-core-native-([0-9.]+)-linux-x86_64(-gpu)?\\.jar");

  @TempDir private Path folder;

  /** Returns TensorFlow's native jar on the tests' own class path. */
  private static Path nativeJar() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> NATIVE.matcher(path.getFileName().toString()).matches())
        .findFirst()
        .orElseThrow();
  }

  private static Path gpuJar() {
    Path own = nativeJar();
    Matcher name = NATIVE.matcher(own.getFileName().toString());
    assertThat(name.matches()).isTrue();
    String version = name.group(1);
    return required(
        own.resolveSibling("tensorflow-core-native-" + version + "-linux-x86_64-gpu.jar"),
        "org.tensorflow:tensorflow-core-native:" + version + ":jar:linux-x86_64-gpu");
  }

  private static Path cudaJar() throws IOException {
    Matcher version =
        Pattern.compile("<cuda.version>(.+)</cuda.version>")
            .matcher(Files.readString(Path.of("..", "pom.xml")));
    assertThat(version.find()).isTrue();
    Path repository = nativeJar().resolve("../../../../..").normalize();
    String name = "cuda-" + version.group(1) + "-linux-x86_64-redist.jar";
    return required(
        repository.resolve("org/bytedeco/cuda/" + version.group(1)).resolve(name),
        "org.bytedeco:cuda:" + version.group(1) + ":jar:linux-x86_64-redist");
  }

  private static Path required(Path jar, String coordinates) {
    Assumptions.assumeTrue(
        Files.isRegularFile(jar),
        "found no "
            + jar.getFileName()
            + "; 'mvn dependency:get -Dartifact="
            + coordinates
            + "' gets it");
    return jar;
  }

  private static void assumeNoDriver() {
    Assumptions.assumeFalse(
        Files.exists(Path.of("/proc/driver/nvidia/version")), "this machine has NVIDIA's driver");
  }

  /** Runs the command line with these native jars instead of the tests' own. */
  private CommandRun gan(List<Path> jars, Object... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g", "-cp"));
    command.add(
        Stream.concat(
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(path -> !path.matches(".*/(" + NATIVE + "|cuda-.*-redist\\.jar)")),
                jars.stream().map(Path::toString))
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(Main.class.getName());
    Stream.of(words).map(Object::toString).forEach(command::add);
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("TF_OVERRIDE_GLOBAL_THREADPOOL"); // as for users
    Process process = builder.start();
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Returns the doctor's findings, the last of which is about the GPU. */
  private JsonNode findings(List<Path> jars) throws IOException, InterruptedException {
    CommandRun run = gan(jars, "doctor", "--device", "gpu", "--json", "--runs", folder);
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    return JsonMapper.builder().build().readTree(run.out()).get("findings");
  }

  private static JsonNode finding(JsonNode findings, String name) {
    for (JsonNode finding : findings) {
      if (finding.get("name").textValue().equals(name)) {
        return finding;
      }
    }
    throw new AssertionError(findings);
  }

  private List<JsonNode> metrics(String run, Path jar) throws IOException, InterruptedException {
    CommandRun trained =
        gan(
            List.of(jar),
            "train",
            TinySpec.in(folder),
            "--device",
            "cpu",
            "--forms",
            "plain",
            "--steps",
            20,
            "--run",
            folder.resolve(run));
    assertThat(trained.code()).as(trained.err()).isZero();
    List<JsonNode> metrics = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(run).resolve("metrics.jsonl"))) {
      metrics.add(JsonMapper.builder().build().readTree(line));
    }
    return metrics;
  }

  @Test
  void trainsOnACpuAsTheCpuLibraryDoes() throws Exception {
    Path gpu = gpuJar();
    Path cpu = gpu.resolveSibling(gpu.getFileName().toString().replace("-gpu.jar", ".jar"));
    List<JsonNode> with = metrics("gpu", gpu);
    List<JsonNode> without = metrics("cpu", required(cpu, cpu.getFileName().toString()));

    assertThat(with).hasSameSizeAs(without).isNotEmpty();
    for (int i = 0; i < with.size(); i++) {
      JsonNode expected = without.get(i);
      JsonNode metrics = with.get(i);
      assertThat(metrics.fieldNames()).toIterable().contains("g_loss", "d_loss");
      expected
          .fieldNames()
          .forEachRemaining(
              name ->
                  assertThat(metrics.get(name).doubleValue())
                      .as(name)
                      .isCloseTo(expected.get(name).doubleValue(), within(1e-4)));
    }
  }

  @Test
  void doctorNamesTheDriverFirst() throws Exception {
    assumeNoDriver();
    JsonNode findings = findings(List.of(gpuJar()));

    assertThat(finding(findings, "tensorflow").get("libraries"))
        .hasToString("[\"linux-x86_64-gpu\"]");
    assertThat(finding(findings, "gpu").get("text").textValue())
        .startsWith("none, since NVIDIA's driver is ")
        .contains(NO_DRIVER, "install the driver");
  }

  /** All of CUDA and cuDNN is loaded from the jar: TensorFlow lacks only the driver. */
  @Test
  void withCudaInAJarOnlyTheDriverIsMissing() throws Exception {
    assumeNoDriver();
    assertThat(finding(findings(List.of(gpuJar(), cudaJar())), "gpu").get("text").textValue())
        .isEqualTo(
            "none, since NVIDIA's driver is all that is missing: "
                + NO_DRIVER
                + "; install the driver, or train on the CPU");
  }
}
