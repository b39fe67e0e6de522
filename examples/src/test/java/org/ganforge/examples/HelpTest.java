package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The help of each verb: its examples are right, and nothing in it is coloured. */
class HelpTest {
  private static final String ANSI = "picocli.ansi";

  private static CommandLine program() {
    return Main.program(
        CommandRun.console(new ByteArrayOutputStream(), new ByteArrayOutputStream()), List.of());
  }

  static Stream<String> verbs() {
    return program().getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(verb -> !verb.usageMessage().hidden())
        .map(CommandSpec::name);
  }

  @AfterEach
  void asUsual() {
    System.clearProperty(ANSI);
  }

  private static List<String> examples(String verb) {
    CommandLine found = Objects.requireNonNull(program().getSubcommands().get(verb));
    return Arrays.asList(found.getCommandSpec().usageMessage().footer());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void hasExamplesThatTheVerbAccepts(String verb) {
    assertThat(examples(verb)).isNotEmpty();
    for (String example : examples(verb)) {
      String line = example.strip().replaceFirst(" > .*", "").replaceAll("eval \"\\$\\(|\\)\"", "");
      List<String> words = List.of(line.split(" ", -1));
      assertThat(words.get(0)).as(example).isEqualTo("./gan");
      ParseResult parsed =
          program()
              .setCaseInsensitiveEnumValuesAllowed(true)
              .parseArgs(words.stream().skip(1).toArray(String[]::new));
      assertThat(parsed.hasSubcommand()).as(example).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void endsWithTheExamplesOnOneLineEach(String verb) {
    String help = CommandRun.of(verb, "--help").out();

    assertThat(help).endsWith("\nExamples:\n" + String.join("\n", examples(verb)) + "\n");
  }

  /** In the help, the README and the documentation, without the placeholders MODEL, RUN, FILE. */
  @Test
  void theModelsAndChangesInExamplesAreValid() throws IOException {
    Pattern named =
        Pattern.compile("\\./gan (?:train|summary|bench) ([a-z][a-z0-9:-]*[a-z0-9])(?= |$)");
    List<String> tried = new ArrayList<>();
    for (String command : documented()) {
      Matcher model = named.matcher(command);
      if (model.find() && !command.contains("--images")) {
        List<String> words = new ArrayList<>(List.of("summary", model.group(1)));
        List<String> given = words(command);
        IntStream.range(0, given.size())
            .filter(i -> given.get(i).equals("--set"))
            .forEach(i -> words.addAll(given.subList(i, i + 2)));
        assertThat(CommandRun.of(words.toArray()).err()).as(command).isEmpty();
        tried.add(command);
      }
    }
    assertThat(tried).hasSizeGreaterThan(15).anyMatch(command -> command.contains("--set"));
  }

  /** A renamed option must not survive in the documentation. */
  @Test
  void theCommandsInTheDocumentationAreAccepted() throws IOException {
    List<String> commands = documented();
    assertThat(commands).hasSizeGreaterThan(60);
    for (String command : commands) {
      List<String> words = words(command);
      CommandLine program = program().setCaseInsensitiveEnumValuesAllowed(true);
      assertThatCode(() -> program.parseArgs(words.stream().skip(1).toArray(String[]::new)))
          .as(command)
          .doesNotThrowAnyException();
    }
  }

  /** Returns the words as a shell divides them. */
  private static List<String> words(String command) {
    return Pattern.compile("'([^']*)'|\\S+")
        .matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group() : word.group(1))
        .toList();
  }

  /** Returns the lines of code on the pages that call the program, without comments. */
  private static List<String> documented() throws IOException {
    List<String> commands = new ArrayList<>();
    try (Stream<Path> pages = Files.walk(Path.of("..", "docs"))) {
      List<Path> all =
          Stream.concat(Stream.of(Path.of("..", "README.md")), pages)
              .filter(page -> page.toString().endsWith(".md"))
              .filter(page -> !page.toString().contains("node_modules"))
              .sorted()
              .toList();
      for (Path page : all) {
        Files.readString(page)
            .replaceAll("\\\\\n\\s*", "")
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("./gan "))
            .map(line -> line.replaceFirst(" *(#|>|\\||&&).*", ""))
            .filter(line -> !line.contains("..."))
            .forEach(commands::add);
      }
    }
    return commands;
  }

  /** Even where picocli would colour: on a terminal, or if CLICOLOR_FORCE is set. */
  @Test
  void isNeverColoured() {
    System.setProperty(ANSI, "true");
    assertThat(verbs())
        .allSatisfy(
            verb -> assertThat(CommandRun.of(verb, "--help").out()).doesNotContain("\u001b"));
    assertThat(CommandRun.of().out()).doesNotContain("\u001b");
    assertThat(CommandRun.of("--version").out()).doesNotContain("\u001b");
    assertThat(CommandRun.of("trian").err()).doesNotContain("\u001b");
  }
}
