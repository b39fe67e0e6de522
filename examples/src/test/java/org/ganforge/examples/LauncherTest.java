package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code gan}: when it builds, and how it starts Java. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {
  @TempDir private Path folder;
  private LauncherProject launcher = new LauncherProject(Path.of(""));

  @BeforeEach
  void makeProject() throws IOException {
    launcher = LauncherProject.in(folder);
  }

  @Test
  void buildsOnceAndThenStartsJavaAlone() throws Exception {
    CommandRun first = launcher.gan("list");
    CommandRun second = launcher.gan("train", "two words", "*");

    assertThat(first.code()).isZero();
    assertThat(first.err())
        .startsWith(
            "gan: building; the first build downloads TensorFlow, about 300 MB, and takes minutes"
                + " ...\n");
    assertThat(second.err()).isEqualTo("a note\n");
    assertThat(second.out())
        .contains("java: -cp\n")
        .contains("java: " + launcher.project() + "/examples/target/classes:" + launcher.project())
        .endsWith("java: org.ganforge.examples.Main\njava: train\njava: two words\njava: *\n");
    assertThat(launcher.builds()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("mvn.log")))
        .contains("-Pquick", "-pl examples -am package");
  }

  @Test
  void buildsAgainWhenASourceIsChangedOrRemoved() throws Exception {
    launcher.gan("list");
    Path source = launcher.project().resolve("gan-api/src/main/java/Some.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    launcher.gan("list");
    assertThat(launcher.builds()).isEqualTo(2);

    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
    launcher.gan("list");
    int before = launcher.builds();
    Files.createFile(
        launcher.project().resolve("examples/target/lib/tensorflow-core-native-1-any.jar"));
    // The folder's modification time is that of the removal, which the file system may round down.
    Files.setLastModifiedTime(
        launcher.project().resolve("examples/target/launcher.stamp"),
        FileTime.from(Instant.now().minusSeconds(30)));
    Files.delete(launcher.project().resolve("gan-tf/src/main/java/Some.java"));
    assertThat(launcher.gan("list").err()).startsWith("gan: building what changed ...\n");
    launcher.gan("list");
    assertThat(launcher.builds()).isEqualTo(before + 1);
  }

  @Test
  void buildsAgainAfterAFailedBuild() throws Exception {
    launcher.maven("3.8.7", "echo 'no such symbol' >&2; exit 1");
    CommandRun failed = launcher.gan("list");

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .endsWith(
            "no such symbol\ngan: the build failed, see above; 'mvn verify' in "
                + launcher.project()
                + " gives details\n");
    launcher.maven("3.8.7", "mkdir -p examples/target/classes examples/target/lib");
    assertThat(launcher.gan("list").code()).isZero();
    assertThat(launcher.builds()).isEqualTo(2);
  }

  @Test
  void buildsForTheGpuOnRequest() throws Exception {
    launcher.gan("list");
    Map<String, String> gpu = Map.of("GANFORGE_GPU", "1");
    launcher.maven("3.8.7", "touch examples/target/lib/tensorflow-core-native-1-any-gpu.jar");
    launcher.gan(launcher.script(), gpu, "list");
    launcher.gan(launcher.script(), gpu, "list");

    assertThat(Files.readAllLines(folder.resolve("mvn.log")))
        .hasSize(2)
        .last()
        .asString()
        .contains("-Pgpu");
  }

  @Test
  void buildsWithCudaOnRequest() throws Exception {
    String library = "touch examples/target/lib/tensorflow-core-native-1-any-gpu.jar";
    Map<String, String> redist = Map.of("GANFORGE_GPU", "redist");
    launcher.gan("list");
    launcher.maven("3.8.7", library);
    CommandRun gpu = launcher.gan(launcher.script(), Map.of("GANFORGE_GPU", "1"), "list");
    launcher.maven("3.8.7", library + " examples/target/lib/cuda-12.6-linux-x86_64-redist.jar");
    CommandRun first = launcher.gan(launcher.script(), redist, "list");
    launcher.gan(launcher.script(), redist, "list");

    assertThat(gpu.err())
        .startsWith("gan: building; the first build downloads TensorFlow for GPUs, about 700 MB,");
    assertThat(first.err())
        .startsWith(
            "gan: building; the first build downloads TensorFlow for GPUs, CUDA and cuDNN, about"
                + " 2.7 GB, and takes minutes ...\n");
    assertThat(Files.readAllLines(folder.resolve("mvn.log")))
        .hasSize(3)
        .last()
        .asString()
        .contains("-Pgpu-redist ");
  }

  @Test
  void noticesTheLibraryThatMavenBuiltSince() throws Exception {
    Path library =
        launcher.project().resolve("examples/target/lib/tensorflow-core-native-1-any-gpu.jar");
    Map<String, String> gpu = Map.of("GANFORGE_GPU", "1");
    launcher.gan("list");
    Files.createFile(library);
    launcher.gan(launcher.script(), gpu, "list");
    assertThat(launcher.builds()).isEqualTo(1);

    launcher.maven("3.8.7", "rm -f '" + library + "'");
    launcher.gan("list");
    launcher.gan("list");
    assertThat(launcher.builds()).isEqualTo(2);
    launcher.gan(launcher.script(), gpu, "list");
    assertThat(launcher.builds()).isEqualTo(3);
  }

  @Test
  void worksThroughLinksFromAnyFolder() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/bin"));
    Path relative = Files.createSymbolicLink(launcher.project().resolve("link"), Path.of("gan"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("gan"), relative);

    CommandRun run = launcher.gan(link, Map.of(), "list");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("java: " + launcher.project() + "/examples/target/classes:" + launcher.project())
        .contains("java: -Dganforge.command=" + link + "\n");
  }

  @Test
  void saysWhenJavaIsMissingOrTooOld() throws Exception {
    launcher.javaVersion("1.8.0_392");
    assertThat(launcher.gan("list"))
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "gan: expected Java 17 or newer but found Java 1.8.0_392 ("
                    + launcher.bin().resolve("java")
                    + "); set JAVA_HOME to a newer one\n"));

    Files.delete(launcher.bin().resolve("java"));
    assertThat(launcher.gan("list"))
        .isEqualTo(new CommandRun(1, "", "gan: found no java; install JDK 17 or newer\n"));
  }

  @Test
  void asksJavaForItsVersionIfThereIsNoReleaseFile() throws Exception {
    Files.delete(folder.resolve("jdk/release"));
    launcher.command("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    assertThat(launcher.gan("list").err())
        .startsWith("gan: expected Java 17 or newer but found Java 11.0.2 (");
  }

  @Test
  void saysWhenJavaHomeIsWrong() throws Exception {
    assertThat(launcher.gan(launcher.script(), Map.of("JAVA_HOME", "/no/jdk"), "list").err())
        .isEqualTo(
            "gan: JAVA_HOME is /no/jdk but has no bin/java; point it at a JDK 17 or newer\n");
  }

  @Test
  void saysWhenThereIsOnlyARuntime() throws Exception {
    Files.delete(launcher.bin().resolve("javac"));

    assertThat(launcher.gan("list").err())
        .isEqualTo(
            "gan: found Java without a compiler ("
                + launcher.bin().resolve("java")
                + "); install a JDK 17 or newer, not just a runtime\n");
  }

  @Test
  void saysWhenMavenIsMissingOrTooOld() throws Exception {
    launcher.maven("3.6.3", "");
    assertThat(launcher.gan("list"))
        .isEqualTo(
            new CommandRun(
                1, "", "gan: expected Maven 3.8 or newer but found 3.6.3; install a newer one\n"));

    Files.delete(launcher.bin().resolve("mvn"));
    assertThat(launcher.gan("list"))
        .isEqualTo(new CommandRun(1, "", "gan: found no mvn; install Maven 3.8 or newer\n"));
  }

  @Test
  void hidesTensorFlowsNotesButNotItsErrors() throws Exception {
    launcher.gan("list");
    launcher.command(
        "java",
        "echo 'I0000 00:00:1.2 3 pass.cc:401] a note' >&2;"
            + " echo 'E0000 00:00:1.2 3 pass.cc:1] an error' >&2;"
            + " for word; do [[ $word != -Dganforge.errors=* ]] || echo own >>${word#*=}; done;"
            + " echo \"level $TF_CPP_MIN_LOG_LEVEL\"; exit 7");

    CommandRun quiet = launcher.gan("list");
    assertThat(quiet.err().lines())
        .containsExactlyInAnyOrder("E0000 00:00:1.2 3 pass.cc:1] an error", "own");
    assertThat(quiet.out()).isEqualTo("level 2\n");
    assertThat(quiet.code()).isEqualTo(7);

    CommandRun verbose = launcher.gan("list", "--verbose");
    assertThat(verbose.err().lines())
        .containsExactly(
            "I0000 00:00:1.2 3 pass.cc:401] a note", "E0000 00:00:1.2 3 pass.cc:1] an error");
    assertThat(verbose.out()).isEqualTo("level \n");
  }

  @Test
  void givesTheProcessTwoMallocArenasByDefault() throws Exception {
    launcher.gan("list");
    launcher.command("java", "echo \"$MALLOC_ARENA_MAX\"");

    assertThat(launcher.gan("list").out()).isEqualTo("2\n");
    assertThat(launcher.gan("list", "--verbose").out()).isEqualTo("2\n");
    assertThat(launcher.gan(launcher.script(), Map.of("MALLOC_ARENA_MAX", "5"), "list").out())
        .isEqualTo("5\n");
  }

  @Test
  void losesNoErrorIfTheErrorStreamIsAFile() throws Exception {
    launcher.gan("list");
    launcher.command(
        "java",
        "for word; do [[ $word != -Dganforge.errors=* ]] || errors=${word#*=}; done;"
            + " for i in 1 2 3; do echo \"own $i\" >>$errors; echo \"E000 $i\" >&2; done");
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(launcher.project().resolve("gan").toString(), "list");
    builder.environment().put("PATH", launcher.bin().toString());
    builder.environment().remove("JAVA_HOME");
    Process process = builder.redirectError(errors.toFile()).start();
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    // The filter may end slightly later than the program.
    while (Files.readAllLines(errors).size() < 6) {
      Thread.sleep(20);
    }

    assertThat(Files.readAllLines(errors))
        .containsExactlyInAnyOrder("own 1", "own 2", "own 3", "E000 1", "E000 2", "E000 3");
  }

  @Test
  void isExecutableUtf8WithUnixLineEnds() throws IOException {
    Path launcher = Path.of("..", "gan");

    assertThat(launcher).isExecutable();
    assertThat(Files.readString(launcher, StandardCharsets.UTF_8)).doesNotContain("\r");
  }
}
