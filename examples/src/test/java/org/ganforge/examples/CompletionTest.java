package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ganforge.zoo.ModelZoo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash offers when Tab is pressed after {@code ./gan ...}. */
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir private Path folder;

  @BeforeEach
  void requireBash() {
    assumeThat(BASH).isExecutable();
  }

  /** Returns what is offered for the last word. */
  private List<String> offered(String... words) throws IOException, InterruptedException {
    Path script = folder.resolve("completion.bash");
    CommandRun run = CommandRun.of("completion", "bash");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    Files.writeString(script, run.out());
    List<String> command =
        new ArrayList<>(
            List.of(
                BASH.toString(),
                "-c",
                // As bash does it: the function registered for the command's last name.
                "compopt() { :; }; eval \"$(cat completion.bash)\"; COMP_WORDS=(./gan \"$@\"); COMP_CWORD=$#;"
                    + " COMP_LINE=\"${COMP_WORDS[*]}\"; COMP_POINT=${#COMP_LINE};"
                    + " spec=$(complete -p gan); [[ $spec =~ -F\\ ([^ ]+) ]];"
                    + " \"${BASH_REMATCH[1]}\" ./gan \"${!#}\" \"${COMP_WORDS[$#-1]}\";"
                    + " printf '%s\\n' \"${COMPREPLY[@]}\"",
                "bash"));
    command.addAll(List.of(words));
    Process bash =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(out).isZero();
    return out.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  @Test
  void completesVerbs() throws Exception {
    assertThat(offered("tr")).containsExactly("train");
    assertThat(offered("")).contains("quickstart", "train", "resume", "doctor", "completion");
  }

  @Test
  void completesOptionsOfAVerb() throws Exception {
    assertThat(offered("sample", "--co")).containsExactly("--count", "--columns");
    assertThat(offered("list", "--")).containsExactlyInAnyOrder("--json", "--help", "--verbose");
  }

  @Test
  void completesTheValuesOfAChoiceAsTheyAreWritten() throws Exception {
    assertThat(offered("train", "--device", "")).containsExactly("auto", "cpu", "gpu");
    assertThat(offered("train", "--precision", "bf")).containsExactly("bfloat16");
    assertThat(offered("completion", "")).contains("bash", "zsh");
  }

  @Test
  void completesPresets() throws Exception {
    assertThat(offered("train", "")).containsAll(ModelZoo.names());
    assertThat(offered("summary", "mnist-s")).containsExactly("mnist-single-digit");
  }

  @Test
  void completesFilesOfOptionsAndArguments() throws Exception {
    Files.createDirectories(folder.resolve("runs/00000-tiny"));
    assertThat(offered("sample", "runs/0")).containsExactly("runs/00000-tiny");
    assertThat(offered("train", "--run", "ru")).containsExactly("runs");
  }

  @Test
  void isOneScriptForBothShells() {
    assertThat(CommandRun.of("completion", "zsh").out())
        .isEqualTo(CommandRun.of("completion", "bash").out())
        .contains("bashcompinit");
  }

  @Test
  void refusesOtherShells() {
    assertThat(CommandRun.of("completion", "fish").err())
        .isEqualTo(
            "gan: SHELL: expected one of bash, zsh but found \"fish\"; choose one of them (see"
                + " ./gan completion --help)\n");
    assertThat(Arrays.asList(CommandRun.of("completion").err().split("\n")))
        .containsExactly(
            "gan: completion: expected SHELL but found nothing; give bash or zsh (see ./gan"
                + " completion --help)");
  }
}
