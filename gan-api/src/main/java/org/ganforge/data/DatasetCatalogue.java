package org.ganforge.data;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Nearest;
import org.ganforge.internal.file.CacheDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The data sets available by name: {@code mnist}, {@code fashion-mnist}, {@code emnist-letters},
 * {@code stacked-mnist}, which is made of MNIST ({@link StackedDigits}), and two drawn by the
 * library, {@code digits} and {@code shapes} (10,000 images for training, 2,000 for testing).
 *
 * <p>With a data directory, files are only read from there. Without one, a published set is read
 * from the cache, then from an operating system package's folder ({@code
 * /usr/share/datasets/fashion-mnist}), and missing files are downloaded from the set's mirrors;
 * each is checked by its published SHA-256 and only kept if complete. {@code emnist-letters} comes
 * in one zip file of 536 MiB, of which the cache keeps the four letters files, 34 MiB. Immutable:
 * {@code withX} and {@code offline} return modified copies.
 *
 * <p>All images are upright and labels start at 0, even for EMNIST, whose files store them
 * transposed and start at 1.
 *
 * <pre>{@code
 * ImageDataset images = DatasetCatalogue.standard().load("mnist");
 * }</pre>
 */
public final class DatasetCatalogue {
  /** Every published file is smaller than this, except archives; larger files are rejected. */
  private static final long MOST_BYTES = 64L << 20;

  private final List<CatalogueEntry> published;
  private final @Nullable DataDirectory directory;
  private final DatasetCache cache;
  private final boolean offline;
  private final DownloadListener listener;

  private DatasetCatalogue(
      List<CatalogueEntry> published,
      @Nullable DataDirectory directory,
      DatasetCache cache,
      boolean offline,
      DownloadListener listener) {
    this.published = List.copyOf(published);
    this.directory = directory;
    this.cache = cache;
    this.offline = offline;
    this.listener = listener;
  }

  /**
   * Returns the catalogue without a data directory, with downloads, and with the cache in the
   * folder that the system property {@code ganforge.home} or the environment variable {@code
   * GANFORGE_HOME} names, by default {@code ~/.cache/ganforge}.
   */
  public static DatasetCatalogue standard() {
    return of(PublishedDatasets.ALL);
  }

  static DatasetCatalogue of(List<CatalogueEntry> published) {
    DatasetCache cache = new DatasetCache(CacheDirectory.standard());
    return new DatasetCatalogue(published, null, cache, false, (source, received, total) -> {});
  }

  /**
   * Returns a copy that reads IDX files only from {@code folder} or its subfolder with the data
   * set's name. They may be the user's own: images of any size, with labels, under MNIST's names
   * ({@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-...}), with or
   * without a prefix and {@code .gz}. The data set gets the name of the published set that it
   * matches, or {@code own-images}.
   *
   * <p>A user's own files are read in the layout of the requested data set: for {@code
   * emnist-letters}, transposed images and labels 1 to 26 for A to Z; for any other name, upright
   * images and labels from 0.
   */
  public DatasetCatalogue withDirectory(Path folder) {
    return new DatasetCatalogue(published, new DataDirectory(folder), cache, offline, listener);
  }

  /** Returns a copy that keeps downloads in {@code folder}. */
  public DatasetCatalogue withCache(Path folder) {
    return new DatasetCatalogue(published, directory, new DatasetCache(folder), offline, listener);
  }

  /** Returns a copy that downloads nothing. */
  public DatasetCatalogue offline() {
    return new DatasetCatalogue(published, directory, cache, true, listener);
  }

  /** Returns a copy that reports download progress to {@code progress}. */
  public DatasetCatalogue withListener(DownloadListener progress) {
    return new DatasetCatalogue(published, directory, cache, offline, progress);
  }

  /** Returns the names that {@link #load} accepts, the drawn sets last. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    published.forEach(entry -> names.add(entry.name()));
    if (names.contains(StackedDigits.SOURCE)) {
      names.add(StackedDigits.NAME);
    }
    names.addAll(DrawnDataset.names());
    return List.copyOf(names);
  }

  /** Returns whether {@link #load} finds the files of the training part without a download. */
  public boolean isAtHand(String name) {
    return isAtHand(name, Split.TRAIN);
  }

  /** Returns whether {@link #load(String, Split)} finds the files of a part without a download. */
  public boolean isAtHand(String name, Split split) {
    checkKnown(name);
    CatalogueEntry entry = entry(name);
    if (directory != null) {
      return directory.has(entry, split);
    }
    return DrawnDataset.named(name).isPresent()
        || entry.files(split).allMatch(file -> places(entry).stream().anyMatch(file::isIn));
  }

  /**
   * Returns the folder on this machine with the files of the training part; empty if they would be
   * downloaded or drawn.
   */
  public Optional<Path> folder(String name) {
    checkKnown(name);
    CatalogueEntry entry = entry(name);
    if (directory != null) {
      return directory.folder(entry, Split.TRAIN);
    }
    return DrawnDataset.named(name).isPresent()
        ? Optional.empty()
        : places(entry).stream()
            .filter(place -> entry.files(Split.TRAIN).allMatch(file -> file.isIn(place)))
            .findFirst();
  }

  /**
   * Looks up a data set and reads its files if they are available; downloads nothing.
   *
   * @throws InvalidInputException if the name is unknown
   */
  public DatasetState state(String name) {
    return DatasetState.of(this, directory != null, name);
  }

  /** Returns the size of the data set's download in bytes; 0 if it is not published. */
  public long downloadBytes(String name) {
    checkKnown(name);
    return entry(name).downloadBytes();
  }

  /** Returns the licence under which a data set is published; empty if none is known. */
  public Optional<String> license(String name) {
    return DrawnDataset.named(name).isPresent()
        ? Optional.of("not applicable: GanForge draws them itself")
        : Optional.ofNullable(entry(name).license());
  }

  /** Returns the training part of a data set. */
  public ImageDataset load(String name) {
    return load(name, Split.TRAIN);
  }

  /**
   * Returns a part of a data set, in the order of its files.
   *
   * @throws InvalidInputException if the name is unknown, the files of a data directory are missing
   *     or not valid, the cache cannot be written, or a file is missing and downloads are off
   * @throws java.io.UncheckedIOException if no mirror provides a file intact; the message is one
   *     line with each mirror's reason and the ways out
   */
  public ImageDataset load(String name, Split split) {
    checkKnown(name);
    if (name.equals(StackedDigits.NAME)) {
      return StackedDigits.of(load(StackedDigits.SOURCE, split), split);
    }
    CatalogueEntry entry = entry(name);
    if (directory != null) {
      return directory.load(entry, split, published);
    }
    Optional<DrawnDataset> drawn = DrawnDataset.named(name);
    if (drawn.isPresent()) {
      return drawn.get().draw(split);
    }
    IdxPair pair =
        new IdxPair(file(entry, split, IdxKind.IMAGES), file(entry, split, IdxKind.LABELS));
    return pair.dataset(name, entry.layout(), entry.classNames());
  }

  /** Returns the folders on this machine that may hold the files, the cache first. */
  private List<Path> places(CatalogueEntry entry) {
    List<Path> places = new ArrayList<>(List.of(cache.folder(entry)));
    places.addAll(entry.installed());
    return places;
  }

  private IdxFile file(CatalogueEntry entry, Split split, IdxKind kind) {
    PublishedFile file = entry.file(split, kind);
    return places(entry).stream()
        .flatMap(place -> file.readFrom(place).stream())
        .findFirst()
        .orElseGet(() -> fetch(entry, file));
  }

  private IdxFile fetch(CatalogueEntry entry, PublishedFile file) {
    if (offline) {
      throw new InvalidInputException(
          "data set " + entry.name(),
          file.gzipName() + " in " + cache.folder(entry),
          "no intact copy, and downloads are off",
          entry.waysOut(file.split()));
    }
    Download download = new Download(listener, source -> Duration.ofSeconds(30));
    return new Mirrors(cache, download, MOST_BYTES).fetch(entry, file);
  }

  private CatalogueEntry entry(String name) {
    String source = name.equals(StackedDigits.NAME) ? StackedDigits.SOURCE : name;
    return published.stream()
        .filter(entry -> entry.name().equals(source))
        .findFirst()
        .orElseGet(() -> PublishedDatasets.unpublished(name));
  }

  private void checkKnown(String name) {
    if (!names().contains(name)) {
      throw new InvalidInputException(
          "data set",
          "one of " + String.join(", ", names()),
          '"' + name + '"',
          Nearest.didYouMean(name, names(), "choose one of them"));
    }
  }
}
