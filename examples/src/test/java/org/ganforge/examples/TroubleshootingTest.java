package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages on the page about troubleshooting are messages of the program. */
class TroubleshootingTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern MESSAGE = Pattern.compile("(?m)^### (.*)$");

  /** The words between the parts of an InvalidInputException, and what differs. */
  private static final Pattern BETWEEN = Pattern.compile("…|expected | but found |; |, (?=…|but)");

  @Test
  void everyMessageIsInTheSources() throws IOException {
    String sources = sources();
    List<String> messages =
        MESSAGE
            .matcher(Files.readString(ROOT.resolve("docs/troubleshooting.md")))
            .results()
            .map(message -> message.group(1))
            .toList();
    List<String> unknown = new ArrayList<>();
    for (String message : messages) {
      BETWEEN
          .splitAsStream(message)
          .map(part -> part.replaceAll("^[ ,:]+|[ ,:]+$", ""))
          .filter(part -> !part.isEmpty() && !sources.contains(part))
          .forEach(part -> unknown.add(message + ": " + part));
    }
    assertThat(messages).hasSizeGreaterThan(40);
    assertThat(unknown).isEmpty();
  }

  /** Returns all main sources with their strings in one piece, and the launcher. */
  private static String sources() throws IOException {
    StringBuilder text = new StringBuilder(Files.readString(ROOT.resolve("gan")));
    for (String module : List.of("gan-api", "gan-tf", "model-zoo", "examples")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          text.append(Files.readString(file));
        }
      }
    }
    return text.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
  }
}
