package org.ganforge.examples.option;

import java.nio.file.Path;
import java.util.Optional;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.examples.console.Console;
import org.ganforge.run.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to look for data sets. */
public final class CatalogueOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "a folder with the data set's IDX files, gzipped or not; default: the cache, into which"
              + " they are downloaded once")
  private @Nullable Path directory;

  @Option(names = "--offline", description = "download nothing")
  private boolean offline;

  /** Returns the first of these options that the user gave. */
  Optional<String> given() {
    return directory == null
        ? Optional.of("--offline").filter(option -> offline)
        : Optional.of("--data");
  }

  /** Returns the given folder, or null. */
  public @Nullable Path directory() {
    return directory;
  }

  /** Returns the given folder as an absolute path, or null. */
  @Nullable Path folder() {
    return directory == null ? null : directory.toAbsolutePath().normalize();
  }

  /** Returns the catalogue that these options describe. */
  public DatasetCatalogue catalogue(Console console) {
    DatasetCatalogue standard = standard(console);
    return directory == null ? standard : standard.withDirectory(directory);
  }

  /** Returns the run with its images in the given place. */
  public Run apply(Run run, Console console) {
    return run.withFolder(directory).withCatalogue(standard(console));
  }

  private DatasetCatalogue standard(Console console) {
    DatasetCatalogue standard =
        DatasetCatalogue.standard().withListener(new DownloadProgress(console));
    return offline ? standard.offline() : standard;
  }
}
