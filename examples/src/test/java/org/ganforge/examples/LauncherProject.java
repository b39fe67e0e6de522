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

/**
 * The launcher {@code gan} in a project of empty files, with fake {@code java} and {@code mvn} that
 * only print how they were called.
 *
 * @param folder the folder that holds everything
 */
record LauncherProject(Path folder) {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "dirname",
          "env",
          "find",
          "flock",
          "grep",
          "id",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "stty",
          "touch",
          "uname");

  /** Creates one in an empty folder. */
  static LauncherProject in(Path folder) throws IOException {
    LauncherProject made = new LauncherProject(folder);
    made.makeProject();
    return made;
  }

  /** Returns the folder that the launcher is in. */
  Path project() {
    return folder.resolve("my project");
  }

  /** Returns the only folder on its PATH. */
  Path bin() {
    return folder.resolve("jdk/bin");
  }

  /** Returns the launcher. */
  Path script() {
    return project().resolve("gan");
  }

  private void makeProject() throws IOException {
    Path project = Files.createDirectories(project());
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
    Files.createDirectories(bin());
    for (String tool : TOOLS) {
      String place = Files.exists(Path.of("/usr/bin", tool)) ? "/usr/bin/" : "/bin/";
      command(tool, "exec " + place + tool + " \"$@\"");
    }
    command("java", "for word; do echo \"java: $word\"; done; echo 'a note' >&2");
    command("javac", "");
    javaVersion("17.0.15");
    maven("3.8.7", "mkdir -p examples/target/classes examples/target/lib");
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Creates a program from a line of bash. */
  void command(String name, String body) throws IOException {
    executable(Files.writeString(bin().resolve(name), "#!/bin/bash\n" + body + "\n"));
  }

  /** Sets the version in Java's release file. */
  void javaVersion(String version) throws IOException {
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  /** Creates a Maven with a version that runs a line of bash to build. */
  void maven(String version, String build) throws IOException {
    command(
        "mvn",
        "if [[ $1 == --version ]]; then echo 'Apache Maven "
            + version
            + " (abc)'; exit; fi; echo \"mvn $*\" >>'"
            + folder.resolve("mvn.log")
            + "'; "
            + build);
  }

  /** Runs the launcher. */
  CommandRun gan(String... words) throws Exception {
    return gan(script(), Map.of(), words);
  }

  /** Runs a launcher with only these environment variables and the PATH. */
  CommandRun gan(Path launcher, Map<String, String> environment, String... words) throws Exception {
    // Java closes a process's streams when it ends, but the launcher's filter may write later. cat
    // ends only after the last writer.
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    String keepErrors = "{ \"$@\" 2>&1 >&3 3>&- | cat >\"$0\"; exit \"${PIPESTATUS[0]}\"; } 3>&1";
    ProcessBuilder builder =
        new ProcessBuilder(
            bin().resolve("bash").toString(),
            "-c",
            keepErrors,
            errors.toString(),
            launcher.toString());
    builder.command().addAll(List.of(words));
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin().toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
    return new CommandRun(process.exitValue(), out, Files.readString(errors));
  }

  /** Returns how often Maven was run to build. */
  int builds() throws IOException {
    Path log = folder.resolve("mvn.log");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }
}
