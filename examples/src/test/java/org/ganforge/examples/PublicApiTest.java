package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every change of the public API since the last release is in the changelog. {@code docs/api} holds
 * the released API; {@code -Dapi.write=true} writes it, which is part of a release (ADR 60).
 */
class PublicApiTest {
  private static final Path BASELINES = Path.of("..", "docs", "api");
  private static final Path CHANGELOG = Path.of("..", "CHANGELOG.md");

  @ParameterizedTest
  @ValueSource(strings = {"gan-api", "gan-tf", "model-zoo"})
  void theChangelogsNewestSectionNamesEveryTypeThatHasChanged(String module) throws IOException {
    Map<String, String> now = PublicApi.of(module);
    Path baseline = BASELINES.resolve(module + ".txt");
    if (Boolean.getBoolean("api.write")) {
      Files.createDirectories(BASELINES);
      Files.writeString(baseline, written(now));
    }
    Map<String, String> before = read(Files.readString(baseline));
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    String changes = Pattern.compile("(?m)^## ").split(Files.readString(CHANGELOG), -1)[1];
    assertThat(names)
        .as("types that differ from docs/api/%s.txt and are not in CHANGELOG.md", module)
        .filteredOn(name -> !Objects.equals(before.get(name), now.get(name)))
        .filteredOn(name -> !isNamed(name, changes))
        .isEmpty();
  }

  private static boolean isNamed(String type, String text) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return Pattern.compile("\\b" + Pattern.quote(simple) + "\\b").matcher(text).find();
  }

  private static String written(Map<String, String> types) {
    return types.entrySet().stream()
        .map(type -> "# " + type.getKey() + "\n" + type.getValue() + "\n")
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, String> read(String text) {
    Map<String, String> types = new TreeMap<>();
    for (String part : Pattern.compile("(?m)^# ").split(text, -1)) {
      int end = part.indexOf('\n');
      if (end > 0) {
        types.put(part.substring(0, end), part.substring(end + 1).strip());
      }
    }
    return types;
  }
}
