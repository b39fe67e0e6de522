package org.ganforge.examples;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ganforge.examples.console.Console;
import org.ganforge.zoo.ModelZoo;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gan completion}: a script with which a shell completes verbs, options and values. */
@Command(
    name = "completion",
    description = {
      "Prints a script with which bash or zsh completes verbs, options, names of presets and files"
          + " when you press Tab.",
      "The line below is for the current shell; put it into ~/.bashrc or ~/.zshrc, with the"
          + " launcher's full path, for later ones."
    },
    footer = {"  eval \"$(./gan completion bash)\"", "  eval \"$(./gan completion zsh)\""})
final class CompletionCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "bash or zsh")
  @SuppressWarnings("UnusedVariable") // picocli checks it; the script is the same for both
  private Shell shell = Shell.BASH;

  /** The shells with a script. */
  private enum Shell {
    BASH,
    ZSH
  }

  CompletionCommand(Console console) {
    this.console = console;
  }

  /** One script serves both shells: in zsh it loads the functions that bash has. */
  @Override
  public void run() {
    CommandLine program = spec.commandLine().getParent();
    program.getSubcommands().values().forEach(verb -> nameValues(verb.getCommandSpec()));
    console.line(AutoComplete.bash("gan", program));
  }

  private static void nameValues(CommandSpec verb) {
    for (OptionSpec option : List.copyOf(verb.options())) {
      List<String> values = values(option);
      if (!values.isEmpty()) {
        verb.remove(option);
        verb.addOption(option.toBuilder().completionCandidates(values).build());
      }
    }
    for (PositionalParamSpec argument : List.copyOf(verb.positionalParameters())) {
      List<String> values = values(argument);
      if (!values.isEmpty()) {
        verb.remove(argument);
        verb.addPositional(argument.toBuilder().completionCandidates(values).build());
      }
    }
  }

  /** Variants have a colon in their names, at which bash divides words. */
  private static List<String> values(ArgSpec argument) {
    Object[] constants = argument.type().getEnumConstants();
    if (constants != null) {
      return Stream.of(constants).map(value -> value.toString().toLowerCase(Locale.ROOT)).toList();
    }
    return argument.paramLabel().equals("MODEL") ? ModelZoo.names() : List.of();
  }
}
