package org.ganforge.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;

/**
 * A folder given by the user: its IDX files, else those in its subfolder with the data set's name.
 * They may be anything valid; only files with a published digest get a published name. Their layout
 * follows from the digest, else from the requested data set.
 */
record DataDirectory(Path folder) {
  private static final String OWN = "own-images";

  boolean has(CatalogueEntry asked, Split split) {
    return find(asked, split, IdxKind.IMAGES).isPresent()
        && find(asked, split, IdxKind.LABELS).isPresent();
  }

  /** Returns where {@link #load} finds the files. */
  Optional<Path> folder(CatalogueEntry asked, Split split) {
    return has(asked, split)
        ? find(asked, split, IdxKind.IMAGES).map(Path::getParent)
        : Optional.empty();
  }

  ImageDataset load(CatalogueEntry asked, Split split, List<CatalogueEntry> published) {
    Optional<Path> images = find(asked, split, IdxKind.IMAGES);
    Optional<Path> labels = find(asked, split, IdxKind.LABELS);
    if (images.isEmpty() || labels.isEmpty()) {
      throw missing(asked, split, images.or(() -> labels));
    }
    IdxPair pair =
        new IdxPair(
            IdxReader.read(images.get(), IdxKind.IMAGES),
            IdxReader.read(labels.get(), IdxKind.LABELS));
    return published.stream()
        .filter(entry -> entry.file(split, IdxKind.IMAGES).is(pair.images()))
        .findFirst()
        .map(entry -> pair.dataset(entry.name(), entry.layout(), entry.classNames()))
        .orElseGet(() -> own(pair, asked));
  }

  /**
   * Uses the requested set's class names only if its layout is special; files in MNIST's layout may
   * be anything.
   */
  private static ImageDataset own(IdxPair pair, CatalogueEntry asked) {
    boolean isUsual = asked.layout().equals(IdxLayout.USUAL);
    return pair.dataset(OWN, asked.layout(), isUsual ? List.of() : asked.classNames());
  }

  private Optional<Path> find(CatalogueEntry asked, Split split, IdxKind kind) {
    String own = asked.file(split, kind).name();
    return IdxFolder.find(folder, own, split, kind)
        .or(() -> IdxFolder.find(folder.resolve(asked.name()), own, split, kind));
  }

  private InvalidInputException missing(
      CatalogueEntry asked, Split split, Optional<Path> onlyFile) {
    String found = onlyFile.map(file -> "only " + file).orElse("neither");
    return new InvalidInputException(
        "data directory " + folder,
        asked.file(split, IdxKind.IMAGES).name()
            + " and "
            + asked.file(split, IdxKind.LABELS).name()
            + ", each with or without .gz, there or in "
            + asked.name()
            + "/",
        Files.isDirectory(folder) ? found : "no such folder",
        "put both files there or name another folder");
  }
}
