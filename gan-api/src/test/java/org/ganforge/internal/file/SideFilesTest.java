package org.ganforge.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideFilesTest {
  @TempDir private Path dir;

  private Path left(Path side, long process) throws IOException {
    String name = side.getFileName().toString();
    String own = "-" + ProcessHandle.current().pid() + "-";
    assertThat(name).contains(own);
    return Files.writeString(side.resolveSibling(name.replace(own, "-" + process + "-")), "half");
  }

  private static long deadProcess() throws Exception {
    Process process =
        new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version").start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void areHiddenBesideTheirTargetEachWithItsOwnName() {
    Path target = dir.resolve("samples-0.png");
    Path side = SideFiles.beside(target, ".part");

    assertThat(side.getParent()).isEqualTo(dir);
    assertThat(side.getFileName().toString())
        .startsWith(".samples-0.png.")
        .endsWith(".part")
        .isNotEqualTo(SideFiles.beside(target, ".part").getFileName().toString());
  }

  /**
   * File systems allow names of up to 255 bytes, and the target's name may already have as many.
   */
  @Test
  void areNotTooLong() throws IOException {
    for (String letter : new String[] {"a", "\u00e9", "\u4e00", "\ud83d\ude00"}) {
      int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
      for (String odd : new String[] {"", "x"}) {
        Path target = dir.resolve(odd + letter.repeat(250 / bytes));
        Files.createFile(SideFiles.beside(target, ".part"));
      }
    }
  }

  @Test
  void ofDeadProcessesAreDeleted() throws Exception {
    long dead = deadProcess();
    Path file = left(SideFiles.beside(dir.resolve("samples-0.png"), ".part"), dead);
    Path directory = SideFiles.beside(dir.resolve("generator"));
    directory =
        Files.createDirectories(
            directory.resolveSibling(
                directory
                    .getFileName()
                    .toString()
                    .replace("-" + ProcessHandle.current().pid() + "-", "-" + dead + "-")));
    Files.writeString(Files.createDirectory(directory.resolve("inner")).resolve("file"), "half");
    Path kept = Files.createDirectory(dir.resolve("kept"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), kept);
    Path precious = Files.writeString(kept.resolve("precious"), "mine");
    assertThat(link).exists();

    SideFiles.sweep(dir);

    assertThat(file).doesNotExist();
    assertThat(directory).doesNotExist();
    assertThat(precious).hasContent("mine");
  }

  @Test
  void ofLiveProcessesAndOtherMachinesAndOtherProgramsAreKept() throws Exception {
    Path live = Files.createFile(SideFiles.beside(dir.resolve("a"), ".part"));
    Path dead = left(SideFiles.beside(dir.resolve("b"), ".part"), deadProcess());
    Path elsewhere =
        Files.move(
            dead,
            dir.resolve(
                dead.getFileName()
                    .toString()
                    .replaceFirst("^\\.b\\.[0-9a-f]{12}", ".b.0123456789ab")));
    Path other = Files.createFile(dir.resolve(".b.123e4567-e89b-12d3-a456-426614174000.part"));

    SideFiles.sweep(dir);
    SideFiles.sweep(dir.resolve("none"));

    assertThat(live).exists();
    assertThat(elsewhere).exists();
    assertThat(other).exists();
  }

  /** Earlier versions have left files whose names have no process id. */
  @Test
  void ofEarlierVersionsAreDeletedAfterADayWithoutWrites() throws IOException {
    String id = "123e4567-e89b-12d3-a456-426614174000";
    String digest = "0123456789abcdef".repeat(4);
    Instant old = Instant.now().minus(Duration.ofHours(25));
    List<Path> swept = new ArrayList<>();
    for (String name : List.of(".generator.", ".discriminator.", "." + digest + ".")) {
      swept.add(Files.createDirectory(dir.resolve(name + id)));
    }
    swept.add(Files.createDirectory(dir.resolve("." + digest + "-0123456789abcdef." + id)));
    List<Path> kept =
        List.of(
            Files.createDirectory(dir.resolve(".notes." + id)),
            Files.createDirectory(dir.resolve(".generator.mine")),
            Files.createDirectory(dir.resolve("generator." + id)));
    for (Path file : Stream.concat(swept.stream(), kept.stream()).toList()) {
      Files.setLastModifiedTime(file, FileTime.from(old));
    }
    Path young = Files.createDirectory(dir.resolve(".generator." + id.replace('1', '2')));

    SideFiles.sweep(dir);

    assertThat(swept).noneMatch(Files::exists);
    assertThat(kept).allMatch(Files::exists);
    assertThat(young).exists();
  }

  @Test
  void knowTheirTarget() {
    assertThat(SideFiles.target(SideFiles.beside(dir.resolve("step-4")))).hasValue("step-4");
    assertThat(SideFiles.target(SideFiles.beside(dir.resolve("a.png"), ".part"))).hasValue("a.png");
    assertThat(SideFiles.target(dir.resolve("step-4"))).isEmpty();
    assertThat(SideFiles.target(dir.resolve(".step-4.part"))).isEmpty();
  }
}
