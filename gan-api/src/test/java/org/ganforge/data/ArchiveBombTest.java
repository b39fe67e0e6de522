package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ganforge.picture.Drawn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of a megabyte may unpack to a gigabyte. */
class ArchiveBombTest {
  private static final int FILES = 20;
  private static final int FILE_BYTES = 12 << 20;

  @TempDir private Path dir;

  /** Reads the given archive, in a process with little memory. */
  public static void main(String[] args) {
    System.out.println(ImageFiles.of(Path.of(args[0])).withSize(8).withChannels(1).read().images());
  }

  /** Returns a zip file of pictures with many zeros after their ends. */
  private Path bomb() throws IOException {
    Path zip = dir.resolve("bomb.zip");
    byte[] picture = Drawn.encoded(Drawn.plain(1000, 1000, 0x808080), "png");
    byte[] file = Arrays.copyOf(picture, FILE_BYTES);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.setLevel(Deflater.BEST_SPEED);
      for (int i = 0; i < FILES; i++) {
        out.putNextEntry(new ZipEntry(100 + i + ".png"));
        out.write(file);
      }
    }
    return zip;
  }

  @Test
  void isReadFileByFileInLimitedMemory() throws IOException, InterruptedException {
    Path zip = bomb();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:ActiveProcessorCount=8",
                "-cp",
                System.getProperty("java.class.path"),
                ArchiveBombTest.class.getName(),
                zip.toString())
            .redirectErrorStream(true)
            .start();
    String output;
    try (InputStream out = process.getInputStream()) {
      output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).isEqualToIgnoringNewLines("bomb: 20 images [8, 8, 1]");
  }
}
