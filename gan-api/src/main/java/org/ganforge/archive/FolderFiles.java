package org.ganforge.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;

/** The files in a folder and all its subfolders. Links are not followed, pipes not opened. */
public final class FolderFiles implements NamedFiles {
  private final Map<String, Path> files;
  private final Map<String, String> refused;

  private FolderFiles(Map<String, Path> files, Map<String, String> refused) {
    this.files = files;
    this.refused = refused;
  }

  /**
   * Returns the files in a folder, which itself may be a link.
   *
   * @throws InvalidInputException if it cannot be read
   */
  public static FolderFiles of(Path folder) {
    Walk walk;
    try {
      walk = new Walk(folder.toRealPath());
      Files.walkFileTree(walk.root, walk);
    } catch (IOException e) {
      throw FileErrors.unreadable(folder, e);
    }
    return new FolderFiles(walk.files, walk.refused);
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public Map<String, String> refused() {
    return refused;
  }

  @Override
  public void read(Predicate<String> wanted, Visitor visitor) {
    files.forEach(
        (name, path) -> {
          if (wanted.test(name)) {
            read(name, path, visitor);
          }
        });
  }

  @Override
  public boolean isRandom() {
    return true;
  }

  @Override
  public OpenFiles open() {
    return new OpenFiles() {
      @Override
      public byte[] read(String name) throws IOException {
        Path path = files.get(name);
        if (path == null) {
          throw new IOException("no such file");
        }
        return bytes(path);
      }

      @Override
      public void close() {
        // no file stays open
      }
    };
  }

  private static byte[] bytes(Path path) throws IOException {
    try (InputStream in = PlainFiles.read(path)) {
      return NamedFiles.bytes(in);
    }
  }

  private static void read(String name, Path path, Visitor visitor) {
    byte[] bytes;
    try {
      bytes = bytes(path);
    } catch (IOException e) {
      visitor.unreadable(name, FileErrors.reason(e));
      return;
    } catch (InvalidInputException e) {
      visitor.unreadable(name, "no plain file any more");
      return;
    }
    visitor.file(name, bytes);
  }

  /** Records every file. */
  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Map<String, Path> files = new TreeMap<>();
    private final Map<String, String> refused = new TreeMap<>();

    private Walk(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) {
      boolean skips = !folder.equals(root) && NamedFiles.isPassedOver(name(folder));
      return skips ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
      String name = name(file);
      if (!NamedFiles.isPassedOver(name)) {
        if (found.isRegularFile()) {
          files.put(name, file);
        } else {
          refused.put(name, found.isSymbolicLink() ? "a symbolic link" : "a special file");
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(root)) {
        throw e;
      }
      refused.put(name(file), FileErrors.reason(e));
      return FileVisitResult.CONTINUE;
    }

    /**
     * Some systems store an accent separately from its letter; the order must not depend on that.
     */
    private String name(Path path) {
      return Normalizer.normalize(FileNameBytes.within(root, path), Normalizer.Form.NFC);
    }
  }
}
