package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code gan} in unusual environments. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherEnvironmentTest {
  @TempDir private Path folder;
  private LauncherProject launcher = new LauncherProject(Path.of(""));

  @BeforeEach
  void makeProject() throws IOException {
    launcher = LauncherProject.in(folder);
  }

  private CommandRun gan(Map<String, String> environment) throws Exception {
    return launcher.gan(launcher.script(), environment, "list");
  }

  /** Runs a line of bash in which {@code $0} is the launcher. */
  private CommandRun shell(String line) throws Exception {
    return launcher.gan(
        launcher.bin().resolve("bash"), Map.of(), "-c", line, launcher.script().toString());
  }

  /** With {@code CDPATH} set, {@code cd} may print the folder. */
  @Test
  void findsItsFolderIfCdpathIsSet() throws Exception {
    CommandRun run =
        launcher.gan(Path.of("my project/gan"), Map.of("CDPATH", folder.toString()), "list");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("\njava: " + launcher.project() + "/examples/target/classes:");
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("\n"));
  }

  @Test
  void ignoresTheOptionsThatJavaPickedUp() throws Exception {
    Files.delete(folder.resolve("jdk/release"));
    launcher.command(
        "java",
        "echo 'Picked up JAVA_TOOL_OPTIONS: -Dname=\"11\"' >&2;"
            + " [[ $1 != -version ]] || echo 'openjdk version \"17.0.2\" 2022-01-18' >&2");
    assertThat(gan(Map.of()).code()).isZero();

    launcher.command(
        "java", "echo 'Picked up JAVA_TOOL_OPTIONS: -Xbad'; echo 'no such option: -Xbad'");
    assertThat(gan(Map.of()))
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "gan: expected a version from "
                    + launcher.bin().resolve("java")
                    + " -version but found \"no such option: -Xbad\"; set JAVA_HOME to a JDK 17 or"
                    + " newer\n"));
  }

  @Test
  void refusesAFolderWithAColon() throws Exception {
    Path colon = Files.createDirectories(folder.resolve("a:b"));
    Path copy = Files.copy(launcher.script(), colon.resolve("gan"));

    assertThat(launcher.gan(launcher.bin().resolve("bash"), Map.of(), copy.toString(), "list"))
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "gan: found a colon in "
                    + colon
                    + ", which would split Java's class path; rename the folder\n"));
  }

  @Test
  void givesJavaALocaleThatCanEncodeAllFileNames() throws Exception {
    launcher.gan("list");
    launcher.command("java", "echo \"${LC_ALL:-none} ${LC_CTYPE:-none} ${LANG:-none}\"");

    assertThat(gan(Map.of()).out()).matches("none (C|en_US)\\.UTF-8 none\n");
    assertThat(gan(Map.of("LANG", "C")).out()).matches("none (C|en_US)\\.UTF-8 C\n");
    assertThat(gan(Map.of("LC_ALL", "C")).out()).matches("(C|en_US)\\.UTF-8 none none\n");
    // A locale that is not installed means ASCII, whatever its name says.
    assertThat(gan(Map.of("LC_ALL", "xx_YY.UTF-8")).out()).matches("(C|en_US)\\.UTF-8 none none\n");
    assertThat(gan(Map.of("LC_ALL", "C.UTF-8")).out()).isEqualTo("C.UTF-8 none none\n");
  }

  @Test
  void takesTheHomeOfAUserWithoutAnAccountFromTheEnvironment() throws Exception {
    launcher.command("id", "exit 1");
    launcher.maven("3.8.7", "mkdir -p examples/target/{classes,lib}; echo \"$MAVEN_OPTS\"");
    assertThat(gan(Map.of()).err())
        .matches(
            "gan: user \\d+ has no home folder, where Maven keeps its downloads; set HOME to a"
                + " folder\n");

    CommandRun run = gan(Map.of("HOME", folder.toString()));
    assertThat(run.err()).contains("\n -Duser.home=" + folder + "\n");
    assertThat(run.out()).contains("\njava: -Duser.home=" + folder + "\n");
    assertThat(gan(Map.of()).out()).contains("\njava: -Duser.home=/nonexistent\n");
  }

  @Test
  void raisesTheLimitOfOpenFilesOrSaysThatItCannotBeRaised() throws Exception {
    launcher.gan("list");
    launcher.command("java", "ulimit -n");

    assertThat(shell("ulimit -S -n 30; \"$0\" list").out()).isEqualTo("64\n");
    assertThat(shell("ulimit -n 30; \"$0\" list"))
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "gan: expected at least 64 open files but the hard limit is 30; raise the"
                    + " limit\n"));
  }

  /** Bash reads the launcher through a free descriptor. */
  @Test
  void doesNotOverwriteItselfIfStreamsAreClosed() throws Exception {
    launcher.gan("list");
    byte[] before = Files.readAllBytes(launcher.script());
    launcher.command(
        "java",
        "for word; do [[ $word != -Dganforge.errors=* ]] || echo mistake >>${word#*=}; done;"
            + " echo mistake >&2; echo result; echo \"$?\" >'"
            + folder.resolve("result")
            + "'");
    for (String closed : new String[] {"2>&-", "2>&- <&-", "2<\"$0\""}) {
      assertThat(shell("\"$0\" list " + closed)).isEqualTo(new CommandRun(0, "result\n", ""));
    }
    shell("\"$0\" list >&-");
    assertThat(folder.resolve("result")).content().isNotEqualTo("0\n");
    shell("\"$0\" nonsense <&- >&- 2>&-");

    assertThat(launcher.script()).hasBinaryContent(before);
  }

  @Test
  void buildsOnceIfTwoStartAtOnce() throws Exception {
    Path begun = folder.resolve("begun");
    Path goOn = folder.resolve("go-on");
    launcher.maven(
        "3.8.7",
        ": >'%s'; until [[ -e '%s' ]]; do read -rt 0.02 <> <(:) || :; done;".formatted(begun, goOn)
            + " mkdir -p examples/target/{classes,lib}");
    CompletableFuture<CommandRun> first = CompletableFuture.supplyAsync(this::list);
    awaitFile(begun, first);
    Path errors = folder.resolve("second.txt");
    ProcessBuilder builder = new ProcessBuilder(launcher.script().toString(), "list");
    builder.environment().put("PATH", launcher.bin().toString());
    builder.environment().remove("JAVA_HOME");
    Process second = builder.redirectError(errors.toFile()).start();
    while (!Files.readString(errors).contains("waiting")) {
      assertThat(second.isAlive()).isTrue();
      Thread.sleep(5);
    }
    Files.createFile(goOn);

    assertThat(finished(first).code()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(Files.readString(errors))
        .startsWith("gan: waiting for another gan to finish building here ...\n");
    assertThat(launcher.builds()).isEqualTo(1);
  }

  private CommandRun list() {
    try {
      return launcher.gan("list");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static CommandRun finished(CompletableFuture<CommandRun> run)
      throws InterruptedException, ExecutionException {
    return run.get();
  }

  private static void awaitFile(Path file, CompletableFuture<?> writer)
      throws InterruptedException {
    while (!Files.exists(file)) {
      assertThat(writer.isDone()).isFalse();
      Thread.sleep(5);
    }
  }

  @Test
  void saysWhyMavenFails() throws Exception {
    launcher.command("mvn", "echo 'JAVA_HOME is odd'; echo more; exit 1");
    assertThat(gan(Map.of()))
        .isEqualTo(new CommandRun(1, "", "gan: mvn --version fails: JAVA_HOME is odd\n"));
    launcher.command("mvn", "echo nothing");
    assertThat(gan(Map.of()).err())
        .isEqualTo(
            "gan: expected a version from mvn --version but found \"nothing\"; install Maven 3.8 or"
                + " newer\n");
  }

  @Test
  void saysIfThereIsNoLibraryForTheMachine() throws Exception {
    launcher.command("uname", "echo SunOS sun4v");
    assertThat(gan(Map.of()).err())
        .isEqualTo(
            "gan: TensorFlow Java has no library for SunOS sun4v; use Linux on x86_64 or aarch64,"
                + " macOS on arm64, or Windows on x86_64\n");
    assertThat(launcher.builds()).isZero();
  }

  @Test
  void passesEveryWordOfItsOptionsToJavaUnchanged() throws Exception {
    assertThat(gan(Map.of("GANFORGE_JAVA_OPTS", " -Da=*  -Xmx1g\n-Db=c")).out())
        .contains("\njava: -Da=*\njava: -Xmx1g\njava: -Db=c\n");
  }
}
