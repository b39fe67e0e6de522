package org.ganforge.examples;

import java.nio.file.Path;
import org.ganforge.data.DatasetCatalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where files of images are looked for. */
final class CatalogueOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "a folder with the data set's IDX files, packed or not; by default the cache, into which"
              + " they are downloaded once")
  private @Nullable Path directory;

  @Option(names = "--offline", description = "download nothing")
  private boolean offline;

  /** Returns the folder that was given, or null. */
  @Nullable Path directory() {
    return directory;
  }

  /** Returns the folder that was given, wherever the program is called from; or null. */
  @Nullable Path folder() {
    return directory == null ? null : directory.toAbsolutePath().normalize();
  }

  /** Returns the catalogue that looks where it was told to. */
  DatasetCatalogue catalogue(Console console) {
    return catalogue(console, directory);
  }

  /** Returns the catalogue that looks in {@code folder} where nothing was given. */
  DatasetCatalogue catalogueOr(@Nullable Path folder, Console console) {
    return catalogue(console, directory == null ? folder : directory);
  }

  private DatasetCatalogue catalogue(Console console, @Nullable Path folder) {
    DatasetCatalogue standard =
        DatasetCatalogue.standard().withListener(new DownloadProgress(console));
    DatasetCatalogue catalogue = offline ? standard.offline() : standard;
    return folder == null ? catalogue : catalogue.withDirectory(folder);
  }
}
