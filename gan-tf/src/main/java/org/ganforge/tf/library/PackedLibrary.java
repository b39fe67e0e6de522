package org.ganforge.tf.library;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

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
    return NativeLibraries.resource().flatMap(PackedLibrary::of);
  }

  private static Optional<PackedLibrary> of(URL library) {
    try {
      if (!(library.openConnection() instanceof JarURLConnection connection)) {
        return Optional.empty();
      }
      String entry = connection.getEntryName();
      String folder = entry.substring(0, entry.lastIndexOf('/') + 1);
      JarFile jar = connection.getJarFile();
      List<PackedFile> files =
          Collections.list(jar.entries()).stream()
              .filter(file -> file.getName().startsWith(folder) && isUnpacked(file))
              .map(file -> new PackedFile(file.getName(), file.getSize(), file.getTime()))
              .toList();
      String name = String.valueOf(Path.of(jar.getName()).getFileName());
      return Optional.of(new PackedLibrary(name, files));
    } catch (IOException e) {
      return Optional.empty(); // loading will say what is wrong with the jar
    }
  }

  private static boolean isUnpacked(JarEntry file) {
    return !file.isDirectory() && file.getName().matches(".*\\.(so(\\.\\d+)*|dylib|dll)");
  }

  /** Returns where JavaCPP unpacks a file. */
  Path unpacked(Path cache, PackedFile file) {
    return cache.resolve(jar).resolve(file.name());
  }

  /** Returns how many bytes are still to be unpacked there. */
  long missingBytes(Path cache) {
    long missing = 0;
    for (PackedFile file : files) {
      Path unpacked = unpacked(cache, file);
      try {
        boolean isThere =
            Files.size(unpacked) == file.size()
                && Files.getLastModifiedTime(unpacked).toMillis() == file.modified();
        missing += isThere ? 0 : file.size();
      } catch (IOException e) {
        missing += file.size();
      }
    }
    return missing;
  }
}
