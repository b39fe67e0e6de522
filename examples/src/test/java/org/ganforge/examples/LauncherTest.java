package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher {@code gan} in a project of empty files, with a {@code java} and a {@code mvn} that
 * only say how they were called.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "stty",
          "touch");

  @TempDir private Path folder;
  private Path project = Path.of("");
  private Path bin = Path.of("");

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectories(folder.resolve("my project"));
    Files.copy(Path.of("..", "gan"), project.resolve("gan"));
    executable(project.resolve("gan"));
    Files.createFile(project.resolve("pom.xml"));
    for (String module : new String[] {"gan-api", "gan-tf", "model-zoo", "examples"}) {
      Path sources = Files.createDirectories(project.resolve(module).resolve("src/main/java"));
      Files.createFile(sources.resolve("Some.java"));
      Files.createFile(project.resolve(module).resolve("pom.xml"));
    }
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
      }
    }
    bin = Files.createDirectories(folder.resolve("jdk/bin"));
    for (String tool : TOOLS) {
      String place = Files.exists(Path.of("/usr/bin", tool)) ? "/usr/bin/" : "/bin/";
      script(tool, "exec " + place + tool + " \"$@\"");
    }
    script("java", "for word; do echo \"java: $word\"; done; echo 'a note' >&2");
    script("javac", "");
    javaVersion("17.0.15");
    maven("3.8.7", "mkdir -p examples/target/classes examples/target/lib");
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void script(String name, String body) throws IOException {
    executable(Files.writeString(bin.resolve(name), "#!/bin/bash\n" + body + "\n"));
  }

  private void javaVersion(String version) throws IOException {
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private void maven(String version, String build) throws IOException {
    script(
        "mvn",
        "if [[ $1 == --version ]]; then echo 'Apache Maven "
            + version
            + " (abc)'; exit; fi; echo \"mvn $*\" >>'"
            + folder.resolve("mvn.log")
            + "'; "
            + build);
  }

  private CommandRun gan(String... words) throws Exception {
    return gan(project.resolve("gan"), Map.of(), words);
  }

  private CommandRun gan(Path launcher, Map<String, String> environment, String... words)
      throws Exception {
    // Java closes a process' streams when it ends, and the launcher's filter may write after that:
    // cat ends with the last writer.
    Path errors = folder.resolve("errors-of-a-call.txt");
    String keepErrors = "{ \"$@\" 2>&1 >&3 3>&- | cat >\"$0\"; exit \"${PIPESTATUS[0]}\"; } 3>&1";
    ProcessBuilder builder =
        new ProcessBuilder(
            bin.resolve("bash").toString(),
            "-c",
            keepErrors,
            errors.toString(),
            launcher.toString());
    builder.command().addAll(List.of(words));
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new CommandRun(process.exitValue(), out, Files.readString(errors));
  }

  private int builds() throws IOException {
    Path log = folder.resolve("mvn.log");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  @Test
  void buildsOnceAndThenStartsJavaAlone() throws Exception {
    CommandRun first = gan("list");
    CommandRun second = gan("train", "two words", "*");

    assertThat(first.code()).isZero();
    assertThat(first.err())
        .startsWith(
            "gan: building; the first time downloads TensorFlow, some 300 MB, and takes minutes ...\n");
    assertThat(second.err()).isEqualTo("a note\n");
    assertThat(second.out())
        .contains("java: -cp\n")
        .contains("java: " + project + "/examples/target/classes:" + project)
        .endsWith("java: org.ganforge.examples.Main\njava: train\njava: two words\njava: *\n");
    assertThat(builds()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("mvn.log")))
        .contains("-Pquick", "-pl examples -am package");
  }

  @Test
  void buildsAgainWhenASourceIsChangedOrRemoved() throws Exception {
    gan("list");
    Path source = project.resolve("gan-api/src/main/java/Some.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    gan("list");
    assertThat(builds()).isEqualTo(2);

    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
    gan("list");
    int before = builds();
    Files.createFile(project.resolve("examples/target/lib/tensorflow-core-native-1-any.jar"));
    Thread.sleep(50);
    Files.delete(project.resolve("gan-tf/src/main/java/Some.java"));
    assertThat(gan("list").err()).startsWith("gan: building what has changed ...\n");
    gan("list");
    assertThat(builds()).isEqualTo(before + 1);
  }

  @Test
  void buildsAgainAfterAFailedBuild() throws Exception {
    maven("3.8.7", "echo 'no such symbol' >&2; exit 1");
    CommandRun failed = gan("list");

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .endsWith(
            "no such symbol\ngan: the build failed, see above; 'mvn verify' in "
                + project
                + " says more\n");
    maven("3.8.7", "mkdir -p examples/target/classes examples/target/lib");
    assertThat(gan("list").code()).isZero();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsForTheGpuOnRequest() throws Exception {
    gan("list");
    Map<String, String> gpu = Map.of("GANFORGE_GPU", "1");
    maven("3.8.7", "touch examples/target/lib/tensorflow-core-native-1-any-gpu.jar");
    gan(project.resolve("gan"), gpu, "list");
    gan(project.resolve("gan"), gpu, "list");

    assertThat(Files.readAllLines(folder.resolve("mvn.log")))
        .hasSize(2)
        .last()
        .asString()
        .contains("-Pgpu");
  }

  @Test
  void takesTheLibraryThatMavenHasBuiltSince() throws Exception {
    Path library = project.resolve("examples/target/lib/tensorflow-core-native-1-any-gpu.jar");
    Map<String, String> gpu = Map.of("GANFORGE_GPU", "1");
    gan("list");
    Files.createFile(library);
    gan(project.resolve("gan"), gpu, "list");
    assertThat(builds()).isEqualTo(1);

    maven("3.8.7", "rm -f '" + library + "'");
    gan("list");
    gan("list");
    assertThat(builds()).isEqualTo(2);
    gan(project.resolve("gan"), gpu, "list");
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void worksThroughLinksFromAnyFolder() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/bin"));
    Path relative = Files.createSymbolicLink(project.resolve("link"), Path.of("gan"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("gan"), relative);

    CommandRun run = gan(link, Map.of(), "list");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("java: " + project + "/examples/target/classes:" + project)
        .contains("java: -Dganforge.command=" + link + "\n");
  }

  @Test
  void saysWhenJavaIsMissingOrTooOld() throws Exception {
    javaVersion("1.8.0_392");
    assertThat(gan("list"))
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "gan: expected Java 17 or newer but found Java 1.8.0_392 ("
                    + bin.resolve("java")
                    + "); set JAVA_HOME to a newer one\n"));

    Files.delete(bin.resolve("java"));
    assertThat(gan("list"))
        .isEqualTo(new CommandRun(1, "", "gan: found no java; install JDK 17 or newer\n"));
  }

  @Test
  void asksJavaItselfWhereItHasNoReleaseFile() throws Exception {
    Files.delete(folder.resolve("jdk/release"));
    script("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    assertThat(gan("list").err())
        .startsWith("gan: expected Java 17 or newer but found Java 11.0.2 (");
  }

  @Test
  void saysWhenJavaHomeIsWrong() throws Exception {
    assertThat(gan(project.resolve("gan"), Map.of("JAVA_HOME", "/no/jdk"), "list").err())
        .isEqualTo(
            "gan: JAVA_HOME is /no/jdk but has no bin/java; point it at a JDK 17 or newer\n");
  }

  @Test
  void saysWhenThereIsARuntimeOnly() throws Exception {
    Files.delete(bin.resolve("javac"));

    assertThat(gan("list").err())
        .isEqualTo(
            "gan: found Java without a compiler ("
                + bin.resolve("java")
                + "); install a JDK 17 or newer, not only a runtime\n");
  }

  @Test
  void saysWhenMavenIsMissingOrTooOld() throws Exception {
    maven("3.6.3", "");
    assertThat(gan("list"))
        .isEqualTo(
            new CommandRun(
                1, "", "gan: expected Maven 3.8 or newer but found 3.6.3; install a newer one\n"));

    Files.delete(bin.resolve("mvn"));
    assertThat(gan("list"))
        .isEqualTo(new CommandRun(1, "", "gan: found no mvn; install Maven 3.8 or newer\n"));
  }

  @Test
  void keepsTensorFlowsNotesFromTheUserButNotItsErrors() throws Exception {
    gan("list");
    script(
        "java",
        "echo 'I0000 00:00:1.2 3 pass.cc:401] a note' >&2;"
            + " echo 'E0000 00:00:1.2 3 pass.cc:1] an error' >&2;"
            + " for word; do [[ $word != -Dganforge.errors=* ]] || echo own >>${word#*=}; done;"
            + " echo \"level $TF_CPP_MIN_LOG_LEVEL\"; exit 7");

    CommandRun quiet = gan("list");
    assertThat(quiet.err().lines())
        .containsExactlyInAnyOrder("E0000 00:00:1.2 3 pass.cc:1] an error", "own");
    assertThat(quiet.out()).isEqualTo("level 2\n");
    assertThat(quiet.code()).isEqualTo(7);

    CommandRun verbose = gan("list", "--verbose");
    assertThat(verbose.err().lines())
        .containsExactly(
            "I0000 00:00:1.2 3 pass.cc:401] a note", "E0000 00:00:1.2 3 pass.cc:1] an error");
    assertThat(verbose.out()).isEqualTo("level \n");
  }

  @Test
  void givesTheProcessTwoNativeHeapsUnlessItIsToldOtherwise() throws Exception {
    gan("list");
    script("java", "echo \"$MALLOC_ARENA_MAX\"");

    assertThat(gan("list").out()).isEqualTo("2\n");
    assertThat(gan("list", "--verbose").out()).isEqualTo("2\n");
    assertThat(gan(project.resolve("gan"), Map.of("MALLOC_ARENA_MAX", "5"), "list").out())
        .isEqualTo("5\n");
  }

  @Test
  void losesNoErrorWhereTheErrorStreamIsAFile() throws Exception {
    gan("list");
    script(
        "java",
        "for word; do [[ $word != -Dganforge.errors=* ]] || errors=${word#*=}; done;"
            + " for i in 1 2 3; do echo \"own $i\" >>$errors; echo \"E000 $i\" >&2; done");
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder builder = new ProcessBuilder(project.resolve("gan").toString(), "list");
    builder.environment().put("PATH", bin.toString());
    builder.environment().remove("JAVA_HOME");
    Process process = builder.redirectError(errors.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    // The filter may end a little later than the program.
    for (int i = 0; i < 500 && Files.readAllLines(errors).size() < 6; i++) {
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
