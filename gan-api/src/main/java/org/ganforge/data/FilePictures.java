package org.ganforge.data;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.ganforge.archive.NamedFiles;
import org.ganforge.picture.Picture;
import org.ganforge.picture.PictureException;

/**
 * The pictures among the files of a folder or an archive: those with a known extension, or, if
 * there are none, all files without any extension. The format is determined by the content.
 */
final class FilePictures implements PictureSet {
  static final String FORMATS = "PNG, JPEG, BMP, GIF or WebP";

  private static final Set<String> READ =
      Set.of("png", "jpg", "jpeg", "jpe", "jfif", "bmp", "dib", "gif", "webp");
  private static final Set<String> UNREAD =
      Set.of(
          "tif", "tiff", "heic", "heif", "avif", "jxl", "jp2", "j2k", "psd", "svg", "ppm", "pgm",
          "tga", "ico", "dng", "cr2", "nef", "arw");

  private final NamedFiles files;
  private final List<String> names;
  private final Map<String, String> refused;

  private FilePictures(NamedFiles files, List<String> names, Map<String, String> refused) {
    this.files = files;
    this.names = names;
    this.refused = refused;
  }

  static FilePictures of(NamedFiles files) {
    Map<String, String> refused = new HashMap<>();
    files
        .refused()
        .forEach(
            (name, reason) -> {
              // Don't report links to anything but pictures.
              if (!READ.contains(ending(name)) && !ending(name).isEmpty()) {
                return;
              }
              refused.put(name, reason);
            });
    List<String> named = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (String name : files.names()) {
      String ending = ending(name);
      if (READ.contains(ending)) {
        named.add(name);
      } else if (UNREAD.contains(ending)) {
        refused.put(name, "an unsupported format");
      } else if (ending.isEmpty()) {
        plain.add(name);
      }
    }
    return new FilePictures(files, named.isEmpty() ? plain : named, refused);
  }

  /** Returns whether a file has the extension of a supported format. */
  static boolean isPicture(String name) {
    return READ.contains(ending(name));
  }

  private static String ending(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  @Override
  public int count() {
    return names.size();
  }

  @Override
  public String name(int index) {
    return names.get(index);
  }

  @Override
  public boolean isEncoded() {
    return true;
  }

  @Override
  public boolean isRandom() {
    return files.isRandom();
  }

  @Override
  public RandomPictures open() throws IOException {
    NamedFiles.OpenFiles open = files.open();
    return new RandomPictures() {
      @Override
      public Picture picture(int index) throws IOException {
        return Picture.of(open.read(name(index)), Picture.MOST_PIXELS);
      }

      @Override
      public void close() throws IOException {
        open.close();
      }
    };
  }

  /** A file in memory. */
  private static final class FileOpening implements Opening {
    private final byte[] bytes;

    private FileOpening(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public Picture open() throws PictureException {
      return Picture.of(bytes, Picture.MOST_PIXELS);
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void addTo(MessageDigest digest) {
      digest.update(bytes);
    }
  }

  /** Returns the number of a file; negative if it is not a picture. */
  private int index(String name) {
    return Collections.binarySearch(names, name);
  }

  @Override
  public Map<String, String> refused() {
    return refused;
  }

  @Override
  public ClassLabels labels() {
    return ClassFolders.of(names);
  }

  @Override
  public void visit(IntPredicate wanted, Visitor visitor) throws IOException {
    files.read(
        name -> index(name) >= 0 && wanted.test(index(name)),
        new NamedFiles.Visitor() {
          @Override
          public void file(String name, byte[] bytes) {
            visitor.picture(index(name), new FileOpening(bytes));
          }

          @Override
          public void unreadable(String name, String reason) {
            visitor.unreadable(index(name), reason);
          }
        });
  }
}
