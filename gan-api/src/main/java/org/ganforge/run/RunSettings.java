package org.ganforge.run;

import java.nio.file.Path;
import java.util.List;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageSource;
import org.jspecify.annotations.Nullable;

/**
 * What a program says about a run beside the run itself.
 *
 * @param images those that it brings; null where they are looked for
 * @param catalogue where they are looked for
 * @param folder where they are read from; null where the catalogue knows
 * @param command what started the run, word by word
 * @param retries how often a training that has diverged is rolled back
 * @param listener hears what happens
 */
record RunSettings(
    @Nullable ImageSource images,
    DatasetCatalogue catalogue,
    @Nullable Path folder,
    List<String> command,
    int retries,
    RunListener listener) {
  static RunSettings of() {
    return new RunSettings(null, DatasetCatalogue.standard(), null, List.of(), 0, event -> {});
  }

  RunSettings withImages(@Nullable ImageSource images) {
    return new RunSettings(images, catalogue, folder, command, retries, listener);
  }

  RunSettings withCatalogue(DatasetCatalogue catalogue) {
    return new RunSettings(images, catalogue, folder, command, retries, listener);
  }

  RunSettings withFolder(@Nullable Path folder) {
    return new RunSettings(images, catalogue, folder, command, retries, listener);
  }

  RunSettings withCommand(List<String> command) {
    return new RunSettings(images, catalogue, folder, command, retries, listener);
  }

  RunSettings withRetries(int retries) {
    return new RunSettings(images, catalogue, folder, command, retries, listener);
  }

  RunSettings withListener(RunListener listener) {
    return new RunSettings(images, catalogue, folder, command, retries, listener);
  }

  /** Returns the folder as the record has it, wherever the program is called from. */
  @Nullable String recordedFolder() {
    return folder == null ? null : folder.toAbsolutePath().normalize().toString();
  }
}
