package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The index of decisions lists every page with its title and status, and every number. */
class DecisionsTest {
  private static final Path FOLDER = Path.of("..", "docs", "adr");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\|$");
  private static final Pattern PAGE = Pattern.compile("0*(\\d+)-.*\\.md");

  @Test
  void theIndexMatchesThePages() throws IOException {
    TreeMap<Integer, String> rows = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        var name = PAGE.matcher(file.getFileName().toString());
        if (name.matches()) {
          List<String> lines = Files.readAllLines(file);
          String title = lines.get(0).replaceFirst("# " + name.group(1) + "\\. ", "");
          String status = lines.get(2).replaceFirst("Status: ", "");
          String row = "| %s | [%s](%s) | %s |";
          rows.put(
              Integer.valueOf(name.group(1)),
              row.formatted(name.group(1), title, file.getFileName(), status));
        }
      }
    }
    IntStream.range(1, rows.lastKey())
        .forEach(n -> rows.putIfAbsent(n, "| " + n + " | | no page: this number was never used |"));
    assertThat(ROW.matcher(Files.readString(FOLDER.resolve("README.md"))).results())
        .extracting(row -> row.group())
        .containsExactlyElementsOf(rows.values());
  }
}
