package org.ganforge.tf.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.ganforge.internal.MachineMemory;
import org.ganforge.internal.file.FileErrors;

/**
 * A folder from which native code is to be loaded.
 *
 * @param path the folder; it need not exist
 * @param mounts the file systems of this machine
 * @param user the user this process runs as
 */
record LibraryFolder(Path path, Mounts mounts, ProcessUser user) {
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Returns a folder on this machine. */
  static LibraryFolder of(Path path) {
    return new LibraryFolder(path, Mounts.here(), ProcessUser.here());
  }

  /**
   * Returns why the library cannot be unpacked into or loaded from this folder, phrased to follow
   * the path; empty if it can. Creates the folder if it is missing.
   */
  Optional<String> problem(PackedLibrary packed) {
    try {
      makeFolder();
      Path real = path.toRealPath();
      if (hasPosix()) {
        Optional<String> stranger = stranger(packed);
        if (stranger.isPresent()) {
          return stranger;
        }
      }
      if (mounts.forbidExecution(real)) {
        return Optional.of("is on a file system that cannot run programs (noexec)");
      }
      // JavaCPP skips a folder it cannot write to, even if the library is already there.
      return noRoom(packed.missingBytes(path));
    } catch (IOException e) {
      return Optional.of("cannot be created: " + FileErrors.reason(e));
    }
  }

  private void makeFolder() throws IOException {
    if (!Files.isDirectory(path)) {
      if (hasPosix()) {
        Files.createDirectories(path, PRIVATE);
      } else {
        Files.createDirectories(path);
      }
    }
  }

  private boolean hasPosix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Anyone else who can write here could make this process run their code. */
  private Optional<String> stranger(PackedLibrary packed) throws IOException {
    if (!user.trusts(path)) {
      return Optional.of("belongs to " + Files.getOwner(path).getName());
    }
    if (isOpenToAll(path)) {
      return Optional.of("is writable by everyone");
    }
    for (PackedLibrary.PackedFile file : packed.files()) {
      // Anyone who can write to a parent folder can replace this file.
      for (Path at = packed.unpacked(path, file);
          at != null && !at.equals(path);
          at = at.getParent()) {
        if (Files.exists(at) && !user.trusts(at)) {
          return Optional.of(
              "has files of " + Files.getOwner(at).getName() + ": " + at.getFileName());
        }
        if (Files.exists(at) && isOpenToAll(at)) {
          return Optional.of("has files that everyone can write: " + at.getFileName());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOpenToAll(Path file) throws IOException {
    return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE);
  }

  private Optional<String> noRoom(long missing) {
    try {
      Files.delete(Files.createTempFile(path, ".writable", ""));
      long free = Files.getFileStore(path).getUsableSpace();
      return free >= missing
          ? Optional.empty()
          : Optional.of(
              "has "
                  + MachineMemory.gigabytes(free)
                  + " free of the "
                  + MachineMemory.gigabytes(missing)
                  + " that it needs");
    } catch (IOException e) {
      return Optional.of("cannot be written: " + FileErrors.reason(e));
    }
  }
}
