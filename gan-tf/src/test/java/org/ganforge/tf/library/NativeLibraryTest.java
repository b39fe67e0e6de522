package org.ganforge.tf.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library of this machine, and why another one cannot be loaded. */
class NativeLibraryTest {
  private static final String SAID = "no jnitensorflow in java.library.path";

  private static String reason(List<String> libraries, String machine) {
    return NativeLibrary.reason(new UnsatisfiedLinkError(SAID), libraries, machine);
  }

  @Test
  void knowsTheLibraryOfAMachine() {
    assertThat(NativeLibraries.of("Linux", "amd64")).isEqualTo("linux-x86_64");
    assertThat(NativeLibraries.of("Linux", "aarch64")).isEqualTo("linux-arm64");
    assertThat(NativeLibraries.of("Mac OS X", "aarch64")).isEqualTo("macosx-arm64");
    assertThat(NativeLibraries.of("Windows 11", "amd64")).isEqualTo("windows-x86_64");
    assertThat(NativeLibraries.of("FreeBSD", "riscv64")).isEqualTo("freebsd-riscv64");
  }

  @Test
  void findsThisMachinesLibraryOnTheClassPath() {
    String machine = NativeLibraries.ofThisMachine();
    assertThat(NativeLibraries.onClassPath()).isNotEmpty().allMatch(n -> n.startsWith(machine));
  }

  @Test
  void loadsFromAFolderOfTheUser() {
    assertThat(NativeLibrary.load()).isEqualTo("2.18.0");
    Path folder = NativeLibrary.folder().orElseThrow();
    assertThat(folder).isAbsolute().isDirectory();
    assertThat(System.getProperty(LibraryCache.PROPERTY)).isEqualTo(folder.toString());
  }

  @Test
  void saysWhichLibraryIsMissing() {
    assertThat(reason(List.of("macosx-arm64"), "linux-x86_64"))
        .isEqualTo(
            "expected linux-x86_64 on the class path but found macosx-arm64; depend on"
                + " gan-tf-platform, or on tensorflow-core-native with that classifier");
    assertThat(reason(List.of(), "linux-arm64"))
        .isEqualTo(
            "expected linux-arm64 on the class path but found none; depend on"
                + " gan-tf-platform, or on tensorflow-core-native with that classifier");
    assertThat(reason(List.of("linux-x86_64"), "linux-riscv64"))
        .isEqualTo(
            "TensorFlow Java has no library for linux-riscv64; use one of linux-arm64,"
                + " linux-x86_64, macosx-arm64, windows-x86_64");
  }

  @Test
  void quotesTheRootCause() {
    Throwable error = new UnsatisfiedLinkError(SAID);
    error.initCause(
        new UnsatisfiedLinkError("/x/libtf.so: version GLIBC_2.99 not found\nand so on"));
    assertThat(NativeLibrary.reason(error, List.of("linux-x86_64-gpu"), "linux-x86_64"))
        .isEqualTo(
            "/x/libtf.so: version GLIBC_2.99 not found; run with"
                + " -Dorg.bytedeco.javacpp.logger.debug=true to see each step");
    Throwable noexec =
        new UnsatisfiedLinkError("/x/libtf.so: failed to map segment from shared object");
    assertThat(NativeLibrary.reason(noexec, List.of("linux-x86_64"), "linux-x86_64"))
        .startsWith("/x/libtf.so: failed to map segment from shared object; set ")
        .endsWith(" to a folder of yours that can hold files and run programs");
  }
}
