package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The NOTICE lists every library that users get, with its licence. */
class NoticeTest {
  private static final Path NOTICE = Path.of("..", "NOTICE");
  private static final Pattern ROW = Pattern.compile("(?m)^  (\\S+) {2,}(\\S.*)$");
  private static final Pattern VERSIONED = Pattern.compile("(.+?)-\\d.*\\.jar");

  /** Our own, and NVIDIA's with -Pgpu-redist: NOTICE has a sentence about those. */
  private static final Set<String> OTHERS = Set.of("gan-api", "gan-tf", "model-zoo", "cuda");

  @Test
  void namesEveryLibraryAndNoOther() throws IOException {
    Set<String> libraries =
        RuntimePath.libraries().stream()
            .map(path -> path.getFileName().toString())
            .filter(name -> name.endsWith(".jar"))
            .map(name -> VERSIONED.matcher(name).replaceFirst("$1"))
            .filter(name -> !OTHERS.contains(name))
            .collect(Collectors.toSet());
    List<String> named =
        ROW.matcher(Files.readString(NOTICE)).results().map(row -> row.group(1)).toList();
    assertThat(named).containsExactlyInAnyOrderElementsOf(libraries);
  }

  /** Of several licences we take the first. */
  @Test
  void everyLicenceMayBeCombinedWithOurs() throws IOException {
    assertThat(ROW.matcher(Files.readString(NOTICE)).results().map(row -> row.group(2)))
        .isNotEmpty()
        .allMatch(
            licence ->
                Stream.of("Apache License 2.0", "BSD 3-Clause License", "MIT License")
                    .anyMatch(licence::startsWith));
  }
}
