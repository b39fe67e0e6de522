package org.ganforge.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * An export of networks for other programs.
 *
 * @param networks which of the two networks, at least one
 * @param formats the file formats, at least one; SavedModel by default
 * @param files text files to put beside each network, by file name, such as the run's record; none
 *     by default
 * @param run the name of the run that the weights come from, recorded in the export; null by
 *     default
 * @param license the licence of the weights by its <a href="https://spdx.org/licenses/">SPDX
 *     identifier</a>, such as {@code CC-BY-4.0}, or an expression of several, {@code MIT OR
 *     Apache-2.0}, for the model card of an exported run; null by default
 */
public record Export(
    List<NetworkRole> networks,
    List<ExportFormat> formats,
    Map<String, String> files,
    @Nullable String run,
    @Nullable String license) {
  /** Copies the arguments. */
  public Export {
    networks = distinct("export networks", networks);
    formats = distinct("export formats", formats);
    files = Map.copyOf(new LinkedHashMap<>(files));
    files.keySet().forEach(name -> Checks.name("export file", name));
    if (license != null) {
      checkLicense(license);
    }
  }

  /** It goes into a table of Markdown, so neither a bar nor a line break is safe. */
  private static void checkLicense(String license) {
    if (!license.matches("[A-Za-z0-9(][A-Za-z0-9.+() -]*")) {
      throw new InvalidInputException(
          "export license",
          "an SPDX expression of letters, digits, spaces, '.', '-', '+' and parentheses",
          '"' + license + '"',
          "give an identifier from spdx.org/licenses, such as CC-BY-4.0");
    }
  }

  private static <T> List<T> distinct(String what, List<T> values) {
    return List.copyOf(Checks.notEmpty(what, values, "give one")).stream().distinct().toList();
  }

  /** Returns an export as SavedModels. */
  public static Export of(NetworkRole... networks) {
    return new Export(List.of(networks), List.of(ExportFormat.SAVED_MODEL), Map.of(), null, null);
  }

  /** Returns a copy with these {@code formats}. */
  public Export withFormats(ExportFormat... formats) {
    return new Export(networks, List.of(formats), files, run, license);
  }

  /** Returns a copy with one more of the {@code files}. */
  public Export withFile(String name, String text) {
    Map<String, String> more = new LinkedHashMap<>(files);
    more.put(name, text);
    return new Export(networks, formats, more, run, license);
  }

  /** Returns a copy with this {@code run}. */
  public Export withRun(String run) {
    return new Export(networks, formats, files, run, license);
  }

  /** Returns a copy with this {@code license}. */
  public Export withLicense(@Nullable String license) {
    return new Export(networks, formats, files, run, license);
  }
}
