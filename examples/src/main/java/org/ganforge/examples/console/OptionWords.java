package org.ganforge.examples.console;

import java.util.Map;

/** Puts options of the command line in the place of the library's methods that they stand for. */
final class OptionWords {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "withOverride(true)",
          "--override",
          "withDropRegularizers(true)",
          "--drop-regularizers",
          "withFolder(DIR)",
          "--data DIR",
          "bring images of your own by withImages(...)",
          "use the library's own methods for images of your own");

  private OptionWords() {}

  /** Returns a message of the library in the words of a user of the command line. */
  static String of(String message) {
    String said = message;
    for (Map.Entry<String, String> option : OPTIONS.entrySet()) {
      said = said.replace(option.getKey(), option.getValue());
    }
    return said;
  }
}
