package org.ganforge.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A cache on a disk that has no room for one of the files: its side file is Linux' full device. */
final class FullDisk extends DatasetCache {
  private static final Path DEVICE = Path.of("/dev/full");

  private final String name;

  FullDisk(Path root, String name) {
    super(root);
    this.name = name;
  }

  /** Skips the test and says so, where there is no such device. */
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
