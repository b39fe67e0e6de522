package org.ganforge.examples;

import org.ganforge.examples.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself, before any verb. */
@Command(
    name = "gan",
    description = "Trains generative adversarial networks and shows what they draw.",
    versionProvider = GanCommand.Version.class,
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "New here? Try 'quickstart'. 'gan help VERB' explains a verb.",
      "Exit codes: 0 done, 1 failed while running, 2 wrong usage or bad input."
    })
final class GanCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "show this help")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "show the version")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "show stack traces, and TensorFlow's own messages")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean verbose;

  GanCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    spec.commandLine().usage(console.out());
  }

  /** Prints the versions of the library and of Java. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = org.ganforge.Gan.class.getPackage().getImplementationVersion();
      return new String[] {
        "GanForge " + (version == null ? "development" : version), "Java " + Runtime.version()
      };
    }
  }
}
