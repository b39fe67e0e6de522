package org.ganforge.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.internal.Checks;

/**
 * What is written for other programs.
 *
 * @param network which of the two networks
 * @param formats in which forms, at least one; SavedModel by default
 * @param files texts that go with it, by their file names, such as the run's record; none by
 *     default
 */
public record Export(NetworkRole network, List<ExportFormat> formats, Map<String, String> files) {
  /** Copies the arguments. */
  public Export {
    formats =
        List.copyOf(Checks.notEmpty("export formats", formats, "give one")).stream()
            .distinct()
            .toList();
    files = Map.copyOf(new LinkedHashMap<>(files));
    files.keySet().forEach(name -> Checks.name("export file", name));
  }

  /** Returns an export as a SavedModel. */
  public static Export of(NetworkRole network) {
    return new Export(network, List.of(ExportFormat.SAVED_MODEL), Map.of());
  }

  /** Returns a copy with these {@code formats}. */
  public Export withFormats(List<ExportFormat> formats) {
    return new Export(network, formats, files);
  }

  /** Returns a copy with one more of the {@code files}. */
  public Export withFile(String name, String text) {
    Map<String, String> more = new LinkedHashMap<>(files);
    more.put(name, text);
    return new Export(network, formats, more);
  }
}
