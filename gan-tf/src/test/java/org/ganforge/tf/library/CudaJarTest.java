package org.ganforge.tf.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** CUDA's libraries in a jar; {@code GpuLibraryTest} loads the real one. */
@EnabledOnOs(OS.LINUX)
class CudaJarTest {
  private static final String FOLDER = "org/bytedeco/cuda/linux-x86_64/";

  @TempDir private Path folder;

  /** Returns the first file of a jar with these, whose content is their name, and another one. */
  private URL jar(List<String> names) throws IOException {
    Path jar = folder.resolve("cuda-redist.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : Stream.concat(names.stream(), Stream.of("libnppc.so.12")).toList()) {
        out.putNextEntry(new JarEntry(FOLDER + name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return new URL("jar:" + jar.toUri() + "!/" + FOLDER + names.get(0));
  }

  private String load(URL first, List<String> loaded) {
    PackedLibrary packed = PackedLibrary.of(first, CudaJar.FILES::contains).orElseThrow();
    return CudaJar.load(packed, first, folder.resolve("cache"), loaded::add);
  }

  @Test
  void unpacksAndLoadsTheLibrariesInOrder() throws IOException {
    List<String> loaded = new ArrayList<>();
    assertThat(load(jar(CudaJar.FILES), loaded)).isEmpty();

    Path unpacked = folder.resolve("cache/cuda-redist.jar").resolve(FOLDER);
    assertThat(loaded)
        .containsExactlyElementsOf(
            CudaJar.FILES.stream().map(name -> unpacked.resolve(name).toString()).toList());
    assertThat(loaded)
        .allSatisfy(
            file -> assertThat(Path.of(file)).hasContent(Path.of(file).getFileName().toString()));
    assertThat(unpacked.resolve("libnppc.so.12")).doesNotExist();
  }

  @Test
  void unpacksAgainOnlyWhatHasChanged() throws IOException {
    URL jar = jar(CudaJar.FILES);
    List<String> loaded = new ArrayList<>();
    load(jar, loaded);
    Path kept = Path.of(loaded.get(0));
    Path broken = Files.writeString(Path.of(loaded.get(1)), "half");
    Object before = Files.readAttributes(kept, "unix:ino").get("ino");
    assertThat(load(jar, loaded)).isEmpty();

    assertThat(Files.readAttributes(kept, "unix:ino").get("ino")).isEqualTo(before);
    assertThat(broken).hasContent(CudaJar.FILES.get(1));
  }

  @Test
  void saysWhichLibraryTheJarLacks() throws IOException {
    List<String> some = CudaJar.FILES.subList(0, 3);
    assertThat(load(jar(some), new ArrayList<>()))
        .isEqualTo("cuda-redist.jar has no libcublas.so.12");
  }

  @Test
  void repeatsWhatTheLoaderSays() throws IOException {
    URL first = jar(CudaJar.FILES);
    PackedLibrary packed = PackedLibrary.of(first, CudaJar.FILES::contains).orElseThrow();
    String problem =
        CudaJar.load(
            packed,
            first,
            folder.resolve("cache"),
            file -> {
              throw new UnsatisfiedLinkError(file + ": version GLIBC_2.99 not found");
            });
    assertThat(problem).endsWith("libcudart.so.12: version GLIBC_2.99 not found");
  }
}
