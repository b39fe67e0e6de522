package org.ganforge.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.SideFiles;

/** The published files downloaded to this machine, with a folder per data set. */
class DatasetCache {
  private final Path root;

  DatasetCache(Path root) {
    this.root = root;
  }

  Path folder(CatalogueEntry entry) {
    return root.resolve(entry.name());
  }

  /** Returns a new, empty side file in the entry's folder, which {@link #keep} may take over. */
  Path sideFile(CatalogueEntry entry, String name) throws DiskException {
    try {
      Path folder = Files.createDirectories(folder(entry));
      SideFiles.sweep(folder);
      Path sideFile = Files.createFile(SideFiles.beside(folder.resolve(name), ".part"));
      // Ctrl-C during a download ends the program without running finally blocks.
      sideFile.toFile().deleteOnExit();
      return sideFile;
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  /** Moves a complete side file into place atomically. */
  void keep(Path sideFile, CatalogueEntry entry, PublishedFile file) throws DiskException {
    Path place = folder(entry).resolve(file.gzipName());
    try {
      Files.move(
          sideFile, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  /** Returns the error for a download that the cache cannot store. */
  InvalidInputException refusal(CatalogueEntry entry, Split split, DiskException reason) {
    return new InvalidInputException(
        "cache " + root,
        "a folder that can be written, with room for the files,",
        String.valueOf(reason.getMessage()),
        "free some space or set GANFORGE_HOME to another folder, or " + entry.waysOut(split));
  }
}
