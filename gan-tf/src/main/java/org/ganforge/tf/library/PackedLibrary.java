package org.ganforge.tf.library;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import org.ganforge.internal.file.AtomicFile;

/**
 * TensorFlow's library in its jar, and how JavaCPP unpacks it.
 *
 * @param jar the name of the jar file
 * @param files what is unpacked
 */
record PackedLibrary(String jar, List<PackedFile> files) {
  /** Copies the list. */
  PackedLibrary {
    files = List.copyOf(files);
  }

  /**
   * A file in the jar.
   *
   * @param name its path there
   * @param size its unpacked size in bytes
   * @param modified its modification time in milliseconds, which JavaCPP copies to the unpacked
   *     file
   */
  record PackedFile(String name, long size, long modified) {}

  /** Returns the library for this machine; empty if no jar on the class path has it. */
  static Optional<PackedLibrary> onClassPath() {
    return NativeLibraries.resource().flatMap(library -> of(library, PackedLibrary::isUnpacked));
  }

  /**
   * Returns those files beside {@code library} that are wanted; empty if it is not in a jar.
   *
   * @param isWanted asked about the names of the files, without their folder
   */
  static Optional<PackedLibrary> of(URL library, Predicate<String> isWanted) {
    try {
      if (!(library.openConnection() instanceof JarURLConnection connection)) {
        return Optional.empty();
      }
      String entry = connection.getEntryName();
      String folder = entry.substring(0, entry.lastIndexOf('/') + 1);
      JarFile jar = connection.getJarFile();
      List<PackedFile> files =
          Collections.list(jar.entries()).stream()
              .filter(file -> !file.isDirectory() && file.getName().startsWith(folder))
              .filter(file -> isWanted.test(file.getName().substring(folder.length())))
              .map(file -> new PackedFile(file.getName(), file.getSize(), file.getTime()))
              .toList();
      String name = String.valueOf(Path.of(jar.getName()).getFileName());
      return Optional.of(new PackedLibrary(name, files));
    } catch (IOException e) {
      return Optional.empty(); // loading will say what is wrong with the jar
    }
  }

  private static boolean isUnpacked(String name) {
    return name.matches(".*\\.(so(\\.\\d+)*|dylib|dll)");
  }

  /** Returns where JavaCPP unpacks a file. */
  Path unpacked(Path cache, PackedFile file) {
    return cache.resolve(jar).resolve(file.name());
  }

  /**
   * Unpacks a file to where JavaCPP does, unless it is there, and returns its path.
   *
   * @param source the file in the jar
   * @throws org.ganforge.error.InvalidInputException if it cannot be written
   */
  Path unpack(Path cache, PackedFile file, URL source) throws IOException {
    Path unpacked = unpacked(cache, file);
    if (!isUnpacked(cache, file)) {
      Files.createDirectories(requireNonNull(unpacked.getParent()));
      try (InputStream packed = source.openStream()) {
        AtomicFile.write(unpacked, packed::transferTo);
      }
      Files.setLastModifiedTime(unpacked, FileTime.fromMillis(file.modified()));
    }
    return unpacked;
  }

  /** Returns how many bytes are still to be unpacked there. */
  long missingBytes(Path cache) {
    long missing = 0;
    for (PackedFile file : files) {
      missing += isUnpacked(cache, file) ? 0 : file.size();
    }
    return missing;
  }

  /** Returns whether a file is there, as JavaCPP checks it. */
  boolean isUnpacked(Path cache, PackedFile file) {
    Path unpacked = unpacked(cache, file);
    try {
      return Files.size(unpacked) == file.size()
          && Files.getLastModifiedTime(unpacked).toMillis() == file.modified();
    } catch (IOException e) {
      return false;
    }
  }
}
