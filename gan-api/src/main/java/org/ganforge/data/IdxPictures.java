package org.ganforge.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;
import org.ganforge.layer.TensorShape;

/**
 * Images in IDX files of any name, recognized by their first bytes, with their labels if there are
 * any.
 */
final class IdxPictures {
  private static final int MAGIC = 4;
  private static final int GZIP = 0x1f8b;

  private IdxPictures() {}

  /** Returns the kind of an IDX file, compressed or not; empty for any other file. */
  static Optional<IdxKind> kind(Path file) {
    try (InputStream in = new BufferedInputStream(PlainFiles.read(file))) {
      in.mark(2);
      boolean gzip = (in.read() << 8 | in.read()) == GZIP;
      in.reset();
      byte[] start = (gzip ? new GZIPInputStream(in) : in).readNBytes(MAGIC);
      return Stream.of(IdxKind.values())
          .filter(kind -> start.length == MAGIC && start[2] == 8 && start[3] == kind.rank())
          .filter(kind -> start[0] == 0 && start[1] == 0)
          .findFirst();
    } catch (EOFException | ZipException | InvalidInputException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw FileErrors.unreadable(file, e);
    }
  }

  /** Returns the images in a folder's IDX files; empty if there are none. */
  static Optional<PictureSet> in(Path folder) {
    List<Path> images = new ArrayList<>();
    InvalidInputException unreadable = null;
    for (Path file : plainFiles(folder)) {
      try {
        if (kind(file).filter(kind -> kind != IdxKind.LABELS).isPresent()) {
          images.add(file);
        }
      } catch (InvalidInputException e) {
        unreadable = e;
      }
    }
    // The user may mean this file; in a folder of pictures, unreadable ones are merely skipped.
    if (unreadable != null && !images.isEmpty()) {
      throw unreadable;
    }
    // Ignore a compressed file beside its uncompressed version.
    images.removeIf(file -> images.contains(unpacked(file)) && !file.equals(unpacked(file)));
    List<Path> train = images.stream().filter(IdxPictures::isToLearnFrom).toList();
    List<Path> chosen = train.size() == 1 ? train : images;
    if (chosen.size() > 1) {
      throw new InvalidInputException(
          folder.toString(),
          "one IDX file of images",
          chosen.size() + ", such as " + chosen.get(0).getFileName(),
          "give the path of the one to use");
    }
    return chosen.stream().findFirst().map(IdxPictures::of);
  }

  private static boolean isToLearnFrom(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).contains("train");
  }

  private static Path unpacked(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".gz") ? file.resolveSibling(name.substring(0, name.length() - 3)) : file;
  }

  private static List<Path> plainFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FileErrors.unreadable(folder, e);
    }
  }

  /** Returns the images of a file, with labels from the correspondingly named file beside it. */
  static PictureSet of(Path file) {
    IdxKind kind = kind(file).orElse(IdxKind.IMAGES);
    IdxFile images = IdxReader.read(file, kind == IdxKind.COLOURS ? kind : IdxKind.IMAGES);
    TensorShape all = images.shape();
    int channels = kind == IdxKind.COLOURS ? all.dim(3) : 1;
    if (channels != 1 && channels != 3 && channels != 4) {
      throw new InvalidInputException(
          file.toString(),
          "1 channel, 3, or 4 with alpha",
          channels + "",
          "store the channels innermost, as in [60000, 32, 32, 3]");
    }
    TensorShape shape = TensorShape.of(all.dim(1), all.dim(2), channels);
    return new ArrayPictures(
        images.count(),
        shape,
        labels(images),
        true,
        first -> new Body(images.body(), shape.size(), first));
  }

  private static ClassLabels labels(IdxFile images) {
    Path file = images.path();
    String name = file.getFileName().toString();
    String other = name.replace("images", "labels").replace("idx3", "idx1").replace("idx4", "idx1");
    String bare = other.endsWith(".gz") ? other.substring(0, other.length() - 3) : other;
    return Stream.of(bare, bare + ".gz")
        .map(file::resolveSibling)
        .filter(path -> !path.equals(file) && Files.isRegularFile(path))
        .filter(path -> kind(path).filter(kind -> kind == IdxKind.LABELS).isPresent())
        .findFirst()
        .map(path -> new IdxPair(images, IdxReader.read(path, IdxKind.LABELS)))
        .map(pair -> ClassLabels.of(pair.labels().body(), List.of()))
        .orElse(ClassLabels.NONE);
  }

  /** A position in an array. */
  private static final class Body implements ArrayPictures.Cursor {
    private final byte[] bytes;
    private final int size;
    private int at;

    private Body(byte[] bytes, int size, int first) {
      this.bytes = bytes;
      this.size = size;
      this.at = first * size;
    }

    @Override
    public byte[] next() {
      at += size;
      return Arrays.copyOfRange(bytes, at - size, at);
    }

    @Override
    public void close() {
      // nothing to close
    }
  }
}
