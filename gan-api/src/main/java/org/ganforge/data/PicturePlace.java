package org.ganforge.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ganforge.archive.FolderFiles;
import org.ganforge.archive.NamedFiles;
import org.ganforge.archive.TarFiles;
import org.ganforge.archive.ZipFiles;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;

/** Determines by content what a path holds: a folder, an archive, arrays or IDX. */
final class PicturePlace {
  private static final int START = 512;
  private static final String ZIP = "PK\3\4";
  private static final String GZIP = "\u001f\u008b";
  private static final int TAR_MAGIC = 257;

  private PicturePlace() {}

  /**
   * Returns the pictures at a path.
   *
   * @throws InvalidInputException if there are none, or it cannot be read
   */
  static PictureSet open(Path path) {
    try {
      Path real = path.toRealPath();
      if (Files.isDirectory(real)) {
        return folder(path);
      }
      PlainFiles.require(real);
      return file(path, real);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Returns the error for an unreadable path: the file system's, or one about its content. */
  static InvalidInputException unreadable(Path path, IOException cause) {
    if (cause instanceof FileSystemException) {
      return FileErrors.unreadable(path, cause);
    }
    InvalidInputException error =
        new InvalidInputException(
            path.toString(),
            "an intact file",
            FileErrors.reason(cause),
            "copy or download it " + "again");
    error.addSuppressed(cause);
    return error;
  }

  private static PictureSet folder(Path folder) throws IOException {
    FolderFiles files = FolderFiles.of(folder);
    FilePictures pictures = FilePictures.of(files);
    // Files without an extension may be pictures or IDX files.
    if (pictures.count() > 0 && pictures.name(0).contains(".")) {
      requireAsMany(folder, pictures);
      return pictures;
    }
    Optional<PictureSet> arrays = IdxPictures.in(folder).or(() -> array(folder));
    if (arrays.isPresent()) {
      return arrays.get();
    }
    return pictures.count() > 0 ? pictures : none(folder, files, pictures);
  }

  /**
   * Rejects a folder with more images in arrays than pictures, which are probably only previews. As
   * many or fewer may be numbers about the pictures.
   */
  private static void requireAsMany(Path folder, FilePictures pictures) {
    try (Stream<Path> beside = Files.list(folder)) {
      List<Path> files = beside.filter(PicturePlace::mayBeArrays).sorted().toList();
      for (Path file : files) {
        int count = countOfArrays(file);
        if (count > pictures.count()) {
          throw new InvalidInputException(
              folder.toString(),
              "pictures or an array of images",
              count
                  + " images in "
                  + file.getFileName()
                  + " beside "
                  + (pictures.count() == 1 ? "1 picture" : pictures.count() + " pictures"),
              "give the path of that file, or move one of the two elsewhere");
        }
      }
    } catch (IOException e) {
      throw FileErrors.unreadable(folder, e);
    }
  }

  private static boolean mayBeArrays(Path file) {
    return !FilePictures.isPicture(file.getFileName().toString())
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && !NamedFiles.isPassedOver(file.getFileName().toString());
  }

  /** Returns the number of images in a file of arrays; 0 for any other file. */
  private static int countOfArrays(Path file) {
    try {
      byte[] start = start(file);
      boolean mayBeIdx = starts(start, 0, "\0\0\b") || starts(start, 0, GZIP);
      boolean isIdx =
          mayBeIdx && IdxPictures.kind(file).filter(kind -> kind != IdxKind.LABELS).isPresent();
      if (isIdx || NpyHeader.starts(start)) {
        return file(file, file).count();
      }
      return starts(start, 0, ZIP) ? NpzPictures.in(file).map(PictureSet::count).orElse(0) : 0;
    } catch (IOException | InvalidInputException e) {
      return 0;
    }
  }

  /** Returns the images in the only array file of a folder. */
  private static Optional<PictureSet> array(Path folder) {
    List<Path> arrays;
    try (Stream<Path> files = Files.list(folder)) {
      arrays =
          files
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.np[yz]"))
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .sorted()
              .toList();
      if (arrays.size() > 1) {
        throw new InvalidInputException(
            folder.toString(),
            "one file of arrays",
            arrays.size() + ", such as " + arrays.get(0).getFileName(),
            "give the path of the one to use");
      }
      return arrays.isEmpty() ? Optional.empty() : Optional.of(open(arrays.get(0)));
    } catch (IOException e) {
      throw FileErrors.unreadable(folder, e);
    }
  }

  private static PictureSet file(Path path, Path real) throws IOException {
    byte[] start = start(real);
    if (starts(start, 0, ZIP)) {
      Optional<PictureSet> arrays = NpzPictures.in(real);
      return arrays.isPresent() ? arrays.get() : archive(path, ZipFiles.of(real));
    }
    if (NpyHeader.starts(start)) {
      return npy(path, real);
    }
    if (IdxPictures.kind(real).isPresent()) {
      return IdxPictures.of(real);
    }
    if (isTar(start)) {
      return archive(path, TarFiles.of(real));
    }
    throw new InvalidInputException(
        path.toString(),
        "a folder, zip or tar file of pictures, a NumPy file or an IDX file",
        start.length == 0 ? "an empty file" : "something else",
        "give the folder that the pictures are in");
  }

  private static byte[] start(Path file) throws IOException {
    try (InputStream in = PlainFiles.read(file)) {
      return in.readNBytes(START);
    }
  }

  private static PictureSet npy(Path path, Path real) throws IOException {
    NpyNumbers.Origin origin = () -> PlainFiles.read(real);
    NpyHeader header =
        NpyNumbers.header(path.toString(), origin)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        path.toString(),
                        "an array of numbers",
                        "an array of something else",
                        "save images as uint8"));
    return NpyPictures.of(path.toString(), origin, header, ClassLabels.NONE, true);
  }

  private static PictureSet archive(Path path, NamedFiles files) {
    FilePictures pictures = FilePictures.of(files);
    return pictures.count() > 0 ? pictures : none(path, files, pictures);
  }

  private static boolean isTar(byte[] start) {
    return starts(start, TAR_MAGIC, "ustar") || starts(start, 0, GZIP) || starts(start, 0, "BZh");
  }

  private static boolean starts(byte[] bytes, int offset, String signature) {
    if (bytes.length < offset + signature.length()) {
      return false;
    }
    for (int i = 0; i < signature.length(); i++) {
      if ((bytes[offset + i] & 0xff) != signature.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static PictureSet none(Path path, NamedFiles files, FilePictures pictures) {
    SkippedFiles skipped =
        new SkippedFiles(files.names().size() + files.refused().size(), pictures.refused());
    throw new InvalidInputException(
        path.toString(),
        "pictures in " + FilePictures.FORMATS,
        skipped.count() > 0 ? skipped.toString() : "none among " + skipped.of() + " files",
        "check the path, or convert the pictures");
  }
}
