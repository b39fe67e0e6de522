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
 * @param path the folder, whether it is there or not
 * @param mounts the file systems of this machine
 * @param user who runs this process
 */
record LibraryFolder(Path path, Mounts mounts, ProcessUser user) {
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Returns a folder on this machine. */
  static LibraryFolder of(Path path) {
    return new LibraryFolder(path, Mounts.here(), ProcessUser.here());
  }

  /**
   * Returns why the library cannot be unpacked here or loaded from here, in words that follow the
   * path; makes the folder where it can be used.
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
        return Optional.of("is on a file system that runs no programs (noexec)");
      }
      // JavaCPP takes no folder that it cannot write, not even a complete one, and looks elsewhere.
      return noRoom(packed.missingBytes(path));
    } catch (IOException e) {
      return Optional.of("cannot be made: " + FileErrors.reason(e));
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

  /** Whoever else can write here could have this process run code of theirs. */
  private Optional<String> stranger(PackedLibrary packed) throws IOException {
    if (!user.trusts(path)) {
      return Optional.of("belongs to " + Files.getOwner(path).getName());
    }
    if (isOpenToAll(path)) {
      return Optional.of("can be written by everyone");
    }
    for (PackedLibrary.PackedFile file : packed.files()) {
      // Whoever can write a folder on the way can put another file in the place of this one.
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
                  + " that it takes");
    } catch (IOException e) {
      return Optional.of("cannot be written: " + FileErrors.reason(e));
    }
  }
}
