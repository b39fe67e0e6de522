package org.ganforge.examples.console;

import java.util.List;
import java.util.Map;

/** Replaces the names of library methods in messages by the corresponding command-line options. */
final class OptionWords {
  /** Longer phrases come before their parts. */
  private static final List<Map.Entry<String, String>> OPTIONS =
      List.of(
          Map.entry(
              "give their place with withFolder(PATH), or supply them with withImages(...)",
              "give their place with --images PATH"),
          Map.entry(
              "choose one yourself with withCheckpoint(at(STEP))",
              "train with --keep-best MEASURE, or choose one with --checkpoint STEP: 'evaluate"
                  + " --all' measures those that are there"),
          Map.entry("withFolder(PATH)", "--images PATH"),
          Map.entry("withFolder(DIR)", "--data DIR"),
          Map.entry("let RunDirectory.create number one", "choose --runs for a numbered one"),
          Map.entry(
              "choose the directory by RunDirectory.createAt",
              "choose the directory yourself with --run"),
          Map.entry("by withDirectory(DIR)", "with --data DIR"),
          Map.entry(
              "let a trial choose by TensorFlowOptions.withForms(null)",
              "let a trial choose (--forms trial, with resume --override as well)"),
          Map.entry("or read it into memory", "or leave out --stream, --flip and --crop"),
          Map.entry("leave out the strict check", "leave out --strict"),
          Map.entry("start Java with a larger -Xmx", "set GANFORGE_JAVA_OPTS=-Xmx8g"),
          Map.entry("withXla(false)", "--no-xla"),
          Map.entry("withListensOnAllInterfaces(true)", "--listen-on-all-interfaces"),
          Map.entry(
              "such as those of TensorFlowOptions.withProductForms()", "such as --forms products"),
          Map.entry("withOverride(true)", "--override"),
          Map.entry("withDropRegularizers(true)", "--drop-regularizers"));

  private OptionWords() {}

  /** Returns a library message in terms of the command line. */
  static String of(String message) {
    String said = message;
    for (Map.Entry<String, String> option : OPTIONS) {
      said = said.replace(option.getKey(), option.getValue());
    }
    return said;
  }
}
