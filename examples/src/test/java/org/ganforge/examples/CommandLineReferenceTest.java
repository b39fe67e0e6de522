package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page about the command line holds the help of every verb. */
class CommandLineReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "command-line.md");

  private static final CommandLine PROGRAM =
      Main.program(
          CommandRun.console(new ByteArrayOutputStream(), new ByteArrayOutputStream()), List.of());

  private static final List<String> EVERYWHERE = List.of("--help", "--verbose");

  /** Compares with the committed page; {@code -Ddocs.write=true} writes it again. */
  @Test
  void theCommittedPageIsTheGeneratedOne() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE))
        .as(
            "write it again by: mvn -pl examples -am test -Dtest=CommandLineReferenceTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true")
        .isEqualTo(page());
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            <!-- Written by CommandLineReferenceTest from the verbs; the test says how to write it again. -->

            # The command line

            `./gan VERB`, with the arguments and options below. Every verb also has `--help`, and `--verbose`, which shows stack traces and
            TensorFlow's own messages. [Completion, exit codes, output and paths](../command-line.md)

            """);
    List<CommandSpec> verbs =
        PROGRAM.getSubcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(verb -> !verb.usageMessage().hidden())
            .toList();
    List<List<String>> index = new ArrayList<>();
    verbs.forEach(v -> index.add(List.of("[`" + v.name() + "`](#" + v.name() + ")", first(v))));
    page.append(table("verb", "what it does", index)).append('\n');
    verbs.forEach(verb -> page.append(section(verb)));
    return page.toString().stripTrailing() + "\n";
  }

  private static String first(CommandSpec verb) {
    return text(verb.usageMessage().description()[0]).replaceAll("\\.$", "");
  }

  private static String section(CommandSpec verb) {
    String description =
        Stream.of(verb.usageMessage().description())
            .map(CommandLineReferenceTest::text)
            .collect(Collectors.joining("\n\n"));
    List<List<String>> rows = new ArrayList<>();
    for (PositionalParamSpec argument : verb.positionalParameters()) {
      rows.add(List.of("`" + argument.paramLabel() + "`", text(argument.description())));
    }
    verb.options().stream()
        .filter(option -> EVERYWHERE.stream().noneMatch(option.longestName()::equals))
        .filter(option -> !option.hidden())
        .sorted((a, b) -> a.longestName().compareTo(b.longestName()))
        .forEach(option -> rows.add(List.of(names(option), text(option.description()))));
    String examples =
        Stream.of(verb.usageMessage().footer())
            .map(CommandLineReferenceTest::text)
            .collect(Collectors.joining("\n", "```bash\n", "\n```\n\n"));
    return "## "
        + verb.name()
        + "\n\n"
        + description
        + "\n\n"
        + examples
        + (rows.isEmpty() ? "" : table("argument", "meaning", rows) + "\n");
  }

  private static String names(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return Stream.of(option.names())
        .map(n -> "`" + n + value + "`")
        .collect(Collectors.joining(", "));
  }

  private static String text(String... lines) {
    return String.join(" ", lines)
        .replace("%n", " ")
        .replace("%%", "%")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String table(String left, String right, List<List<String>> rows) {
    String head = "| " + left + " | " + right + " |\n|---|---|\n";
    return head
        + rows.stream()
            .map(row -> row.stream().map(c -> c.replace("|", "\\|")).toList())
            .map(row -> "| " + row.get(0) + " | " + row.get(1) + " |\n")
            .collect(Collectors.joining());
  }
}
