package org.ganforge.examples;

import java.util.List;
import java.util.Map;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.internal.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gan help VERB}: the same as {@code gan VERB --help}. */
@Command(name = "help", description = "Explains a verb.", hidden = true)
final class HelpCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "VERB", description = "the verb; without it, all verbs")
  private String verb = "";

  HelpCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    CommandLine program = spec.commandLine().getParent();
    if (verb.isEmpty()) {
      program.usage(console.out());
      return;
    }
    Map<String, CommandLine> verbs = program.getSubcommands();
    CommandLine chosen = verbs.get(verb);
    if (chosen == null) {
      List<String> names = List.copyOf(verbs.keySet());
      throw new InvalidInputException(
          "verb",
          "one of " + String.join(", ", names),
          '"' + verb + '"',
          Nearest.didYouMean(verb, names, "choose one of them"));
    }
    chosen.usage(console.out());
  }
}
