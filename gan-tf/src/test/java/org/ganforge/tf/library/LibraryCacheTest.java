package org.ganforge.tf.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the library is unpacked, and where it must not be. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "owners and mounts are those of Unix")
class LibraryCacheTest {
  private static final Mounts MOUNTS = new Mounts(List.of());
  private static final PackedLibrary PACKED = packed(3);

  @TempDir private Path folder;
  private Path cache = Path.of("");

  @BeforeEach
  void nameTheCache() throws IOException {
    folder = folder.toRealPath();
    cache = folder.resolve("home/cache");
  }

  private static PackedLibrary packed(long size) {
    return new PackedLibrary(
        "tf.jar", List.of(new PackedLibrary.PackedFile("org/libtf.so", size, 86_400_000)));
  }

  private LibraryFolder folder(Mounts mounts) {
    return new LibraryFolder(cache, mounts, ProcessUser.here());
  }

  private LibraryFolder ofAnother() {
    return new LibraryFolder(cache, MOUNTS, new ProcessUser(4711, "another"));
  }

  @Test
  void createsAFolderThatOnlyTheUserCanRead() throws IOException {
    assertThat(folder(MOUNTS).problem(PACKED)).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
        .isEqualTo("rwx------");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void refusesAFolderOfAnotherUser() throws IOException {
    Files.createDirectories(cache);
    ProcessUser me = ProcessUser.here();
    String owner = Files.getOwner(cache).getName();
    assertThat(me.trusts(Path.of("/"))).as("the administrator is trusted").isTrue();
    if (!"root".equals(owner)) {
      assertThat(ofAnother().problem(PACKED)).hasValue("belongs to " + owner);
    }

    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(folder(MOUNTS).problem(PACKED)).hasValue("is writable by everyone");
  }

  @Test
  void refusesAFileSystemThatRunsNoPrograms() {
    Mounts noexec =
        new Mounts(
            List.of(
                "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda rw",
                "23 22 0:5 / " + folder + " rw,nosuid,noexec - tmpfs tmpfs rw"));
    assertThat(folder(noexec).problem(PACKED))
        .hasValue("is on a file system that cannot run programs (noexec)");

    Mounts again =
        new Mounts(
            List.of(
                noexec.lines().get(1), "24 22 0:6 / " + folder + " rw,relatime - tmpfs tmpfs rw"));
    assertThat(folder(again).problem(PACKED)).isEmpty();
    assertThat(Mounts.here().forbidExecution(Path.of(System.getProperty("java.home")))).isFalse();
  }

  @Test
  void readsMountedPlacesWithSpaces() {
    Mounts mounts = new Mounts(List.of("23 22 0:5 / /my\\040disk rw,noexec - tmpfs tmpfs rw"));
    assertThat(mounts.forbidExecution(Path.of("/my disk/cache"))).isTrue();
    assertThat(mounts.forbidExecution(Path.of("/my"))).isFalse();
  }

  @Test
  void refusesAFullDiskUnlessTheLibraryIsUnpackedAlready() throws IOException {
    PackedLibrary large = packed(Long.MAX_VALUE / 2);
    assertThat(folder(MOUNTS).problem(large).orElse(""))
        .matches("has [\\d.]+ GB free of the 4294967296.0 GB that it needs");

    Path unpacked = Files.createDirectories(cache.resolve("tf.jar/org")).resolve("libtf.so");
    Files.write(unpacked, new byte[3]);
    assertThat(PACKED.missingBytes(cache)).isEqualTo(3); // JavaCPP compares times, too
    Files.setLastModifiedTime(unpacked, FileTime.fromMillis(86_400_000));
    assertThat(PACKED.missingBytes(cache)).isZero();
  }

  @Test
  void saysWhyEachFolderIsUnusable() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path other = Files.writeString(folder.resolve("other"), "");
    Supplier<Path> noHome =
        () -> {
          throw new InvalidInputException("cache", "a home", "none", "name one");
        };
    List<Supplier<Path>> places = List.of(() -> other, noHome, () -> file);
    assertThatThrownBy(() -> LibraryCache.first(places, PACKED, "move on"))
        .isInstanceOf(LibraryCache.UnusableError.class)
        .hasMessage(
            other
                + " cannot be created: something else of that name, and "
                + file
                + " cannot be created: something else of that name; move on");

    assertThat(LibraryCache.first(List.of(() -> other, () -> cache), PACKED, "")).isEqualTo(cache);
    assertThatThrownBy(() -> LibraryCache.first(List.of(noHome), PACKED, "move on"))
        .hasMessage("this user has no home folder to unpack it into; move on");
  }

  /** A user with an installed library needs no folder, and may have no home. */
  @ParameterizedTest
  @CsvSource({
    "pathsfirst, true, true",
    "pathsFirst, true, true",
    "pathsFirst, T, true",
    "pathsFirst, '', true",
    "pathsfirst, false, false",
    "pathsFirst, no, false",
    "findLibraries, false, true",
    "findlibraries, true, false",
    "cachelibraries, false, false"
  })
  void needsNoFolderIfInstalledLibrariesAreUsed(String setting, String value, boolean taken) {
    Map<String, String> settings = Map.of("org.bytedeco.javacpp." + setting, value);
    assertThat(LibraryCache.takesInstalledOnes(settings::get)).isEqualTo(taken);
    assertThat(LibraryCache.takesInstalledOnes(name -> null)).isFalse();
  }

  @Test
  void knowsTheUserOfTheProcess() throws IOException {
    assertThat(ProcessUser.effectiveId(List.of("Name:\tjava", "Uid:\t1000\t1001\t1000\t1000")))
        .isEqualTo(1001);
    assertThat(ProcessUser.effectiveId(List.of("Name:\tjava"))).isEqualTo(-1);
    Path mine = Files.writeString(folder.resolve("mine"), "");
    assertThat(ProcessUser.here().trusts(mine)).isTrue();
    assertThat(new ProcessUser(-1, Files.getOwner(mine).getName()).trusts(mine)).isTrue();
  }

  @Test
  void findsTheLibraryInItsJar() {
    PackedLibrary library = PackedLibrary.onClassPath().orElseThrow();
    assertThat(library.jar()).startsWith("tensorflow-core-native-").endsWith(".jar");
    assertThat(library.files())
        .extracting(file -> file.name().substring(file.name().lastIndexOf('/') + 1))
        .anyMatch(name -> name.contains("jnitensorflow"))
        .noneMatch("LICENSE"::equals);
  }
}
