package org.ganforge.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;

/** The published files that are on this machine: a folder for each data set. */
final class DatasetCache {
  private final Path root;

  DatasetCache(Path root) {
    this.root = root;
  }

  Path folder(CatalogueEntry entry) {
    return root.resolve(entry.name());
  }

  /** Returns whether all files of the split are there; whether they are whole shows when read. */
  boolean has(CatalogueEntry entry, Split split) {
    return Stream.of(IdxKind.values())
        .noneMatch(kind -> copies(entry, entry.file(split, kind)).isEmpty());
  }

  /** Returns the file, if it is there with the published digest; a damaged copy counts as none. */
  Optional<IdxFile> read(CatalogueEntry entry, PublishedFile file) {
    return copies(entry, file).stream().flatMap(copy -> whole(copy, file).stream()).findFirst();
  }

  private static Optional<IdxFile> whole(Path copy, PublishedFile file) {
    try {
      return Optional.of(file.verify(IdxReader.read(copy, file.kind())));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** Returns a new, empty side file in the entry's folder, which {@link #keep} takes over. */
  Path sideFile(CatalogueEntry entry, PublishedFile file) {
    try {
      Path folder = Files.createDirectories(folder(entry));
      return Files.createTempFile(folder, file.name() + "-", ".part");
    } catch (IOException e) {
      throw new InvalidInputException(
          "cache " + root,
          "a folder that can be written",
          e.getClass().getSimpleName(),
          "set GANFORGE_HOME to another folder, or " + entry.waysOut(file.split()));
    }
  }

  /** Puts a whole side file in its place, in one step. */
  void keep(Path sideFile, CatalogueEntry entry, PublishedFile file) throws IOException {
    Path place = folder(entry).resolve(file.gzipName());
    Files.move(
        sideFile, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private List<Path> copies(CatalogueEntry entry, PublishedFile file) {
    return Stream.of(file.gzipName(), file.name())
        .map(name -> folder(entry).resolve(name))
        .filter(Files::isRegularFile)
        .toList();
  }
}
