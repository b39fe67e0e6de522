package org.ganforge.examples.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.ExportFormat;
import org.ganforge.internal.Nearest;
import picocli.CommandLine.ITypeConverter;

/**
 * Export formats as written on the command line: {@code savedmodel,keras}, or {@code all}.
 *
 * @param formats at least one
 */
record Formats(List<ExportFormat> formats) {
  static final Formats USUAL = new Formats(List.of(ExportFormat.SAVED_MODEL));

  private static final String ALL = "all";

  ExportFormat[] toArray() {
    return formats.toArray(ExportFormat[]::new);
  }

  /** Returns {@code savedmodel,keras}. */
  @Override
  public String toString() {
    return formats.stream().map(ExportFormat::toString).collect(Collectors.joining(","));
  }

  /** Reads them from the command line. */
  static final class Converter implements ITypeConverter<Formats> {
    @Override
    public Formats convert(String value) {
      List<ExportFormat> formats = new ArrayList<>();
      for (String word : value.split(",", -1)) {
        String label = word.strip().toLowerCase(Locale.ROOT);
        if (label.equals(ALL)) {
          formats.addAll(Arrays.asList(ExportFormat.values()));
        } else {
          formats.add(named(label).orElseThrow(() -> unknown(word)));
        }
      }
      return new Formats(formats);
    }

    private static Optional<ExportFormat> named(String label) {
      return Arrays.stream(ExportFormat.values())
          .filter(format -> format.toString().equals(label))
          .findFirst();
    }

    private static InvalidInputException unknown(String word) {
      List<String> known =
          new ArrayList<>(Arrays.stream(ExportFormat.values()).map(Object::toString).toList());
      known.add(ALL);
      return new InvalidInputException(
          "--format",
          "one or more of " + String.join(", ", known) + ", separated by commas,",
          '"' + word + '"',
          Nearest.didYouMean(word, known, "choose among them"));
    }
  }
}
