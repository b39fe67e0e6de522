package org.ganforge.data;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.ganforge.picture.Drawn;

/** Folders of pictures, and archives of them. */
final class ImageFolders {
  /** How many of the pictures of the three classes are readable. */
  static final int GOOD = 9;

  private ImageFolders() {}

  static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws red, green and blue pictures of many sizes and formats, a broken one and a bomb. */
  static Path threeClasses(Path folder) {
    String[] formats = {"png", "jpg", "bmp"};
    int[][] sizes = {{40, 40}, {90, 50}, {50, 120}};
    String[] names = {"red", "green", "blue"};
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 3; i++) {
        byte[] file =
            Drawn.encoded(
                Drawn.plain(sizes[i][0], sizes[i][1], 0xe0 << (8 * (2 - c))), formats[(i + c) % 3]);
        write(folder.resolve(names[c]).resolve(i + "." + formats[(i + c) % 3]), file);
      }
    }
    byte[] png = Drawn.encoded(Drawn.colours(60, 60), "png");
    write(folder.resolve("green/broken.png"), Arrays.copyOf(png, png.length / 2));
    write(folder.resolve("red/bomb.png"), Drawn.promising(60_000, 60_000));
    write(folder.resolve("notes.txt"), "mine".getBytes(StandardCharsets.UTF_8));
    write(folder.resolve(".hidden/0.png"), new byte[1]);
    write(folder.resolve("red/Thumbs.db"), new byte[1]);
    return folder;
  }

  /** Returns the folder's files in reverse, since an archive may have any order. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted(Comparator.reverseOrder()).toList();
    }
  }

  static Path zip(Path folder, Path zip) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Path file : files(folder)) {
        out.putNextEntry(
            new ZipEntry("set/" + folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return zip;
  }

  static Path tar(Path folder, Path tar) throws IOException {
    try (OutputStream file = packing(tar);
        TarArchiveOutputStream out = new TarArchiveOutputStream(file)) {
      for (Path path : files(folder)) {
        TarArchiveEntry entry =
            new TarArchiveEntry("./" + folder.relativize(path).toString().replace('\\', '/'));
        entry.setSize(Files.size(path));
        out.putArchiveEntry(entry);
        Files.copy(path, out);
        out.closeArchiveEntry();
      }
      TarArchiveEntry link = new TarArchiveEntry("./red/link.png", TarArchiveEntry.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      out.putArchiveEntry(link);
      out.closeArchiveEntry();
    }
    return tar;
  }

  private static OutputStream packing(Path tar) throws IOException {
    OutputStream file = Files.newOutputStream(tar);
    String name = tar.toString();
    return name.endsWith(".gz")
        ? new GZIPOutputStream(file)
        : name.endsWith(".bz2") ? new BZip2CompressorOutputStream(file) : file;
  }
}
