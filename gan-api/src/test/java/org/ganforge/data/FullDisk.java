package org.ganforge.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A cache on a disk without room for one of the files: its side file is Linux' /dev/full. */
final class FullDisk extends DatasetCache {
  private static final Path DEVICE = Path.of("/dev/full");

  private final String name;

  FullDisk(Path root, String name) {
    super(root);
    this.name = name;
  }

  /** Skips the test, with a message, if there is no such device. */
  static void assumed() {
    if (!Files.isWritable(DEVICE)) {
      String reason = "SKIPPED: no " + DEVICE + " on this system, so no disk can be full";
      System.err.println(reason);
      Assumptions.abort(reason);
    }
  }

  @Override
  Path sideFile(CatalogueEntry entry, String name) throws DiskException {
    Path file = super.sideFile(entry, name);
    if (!name.equals(this.name)) {
      return file;
    }
    try {
      Files.delete(file);
      return Files.createSymbolicLink(file, DEVICE);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }
}
