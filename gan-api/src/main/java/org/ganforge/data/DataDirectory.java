package org.ganforge.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;

/**
 * A folder that the user points at: its own IDX files, else those of its subfolder with the data
 * set's name. They may be anything valid; only what has a published digest gets a published name.
 */
record DataDirectory(Path folder) {
  private static final String OWN = "own-images";

  boolean has(String name, Split split) {
    return find(name, split, IdxKind.IMAGES).isPresent()
        && find(name, split, IdxKind.LABELS).isPresent();
  }

  ImageDataset load(String name, Split split, List<CatalogueEntry> published) {
    Optional<Path> images = find(name, split, IdxKind.IMAGES);
    Optional<Path> labels = find(name, split, IdxKind.LABELS);
    if (images.isEmpty() || labels.isEmpty()) {
      throw missing(name, split, images.or(() -> labels));
    }
    IdxPair pair =
        new IdxPair(
            IdxReader.read(images.get(), IdxKind.IMAGES),
            IdxReader.read(labels.get(), IdxKind.LABELS));
    return published.stream()
        .filter(entry -> entry.publishes(pair.images()))
        .findFirst()
        .map(entry -> pair.dataset(entry.name(), entry.classNames()))
        .orElseGet(() -> pair.dataset(OWN, List.of()));
  }

  private Optional<Path> find(String name, Split split, IdxKind kind) {
    return IdxFolder.find(folder, split, kind)
        .or(() -> IdxFolder.find(folder.resolve(name), split, kind));
  }

  private InvalidInputException missing(String name, Split split, Optional<Path> onlyFile) {
    String found = onlyFile.map(file -> "only " + file).orElse("neither");
    return new InvalidInputException(
        "data directory " + folder,
        IdxKind.IMAGES.fileName(split)
            + " and "
            + IdxKind.LABELS.fileName(split)
            + ", each with or without .gz, there or in "
            + name
            + "/",
        Files.isDirectory(folder) ? found : "no such folder",
        "put both files there or name another folder");
  }
}
