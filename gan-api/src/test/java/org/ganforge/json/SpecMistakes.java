package org.ganforge.json;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.json.form.Variants;

/** Specs with one mistake each, and their whole messages. */
final class SpecMistakes {
  /** A valid spec, which each mistake edits. */
  static final String SPEC =
      """
      {
        "format": 2,
        "name": "tiny",
        "generator": {"name": "generator", "input_shape": [4], "layers": [
          {"type": "Dense", "units": 16},
          {"type": "Reshape", "target_shape": [4, 4, 1]},
          {"type": "Conv2D", "filters": 1, "kernel_size": 3, "padding": "same"}
        ]},
        "discriminator": {
          "name": "discriminator",
          "input_shape": [4, 4, 1],
          "layers": [{"type": "Flatten"}, {"type": "Dense", "units": 1}]
        },
        "noise": "normal",
        "objective": "hinge",
        "generator_optimizer": {"type": "Adam", "learning_rate": 0.001},
        "plan": {"iterations": 10}
      }
      """;

  /** An invalid spec and its message; {@code edit} describes the change. */
  record Mistake(String edit, String text, String message) {
    @Override
    public String toString() {
      return edit;
    }
  }

  private SpecMistakes() {}

  /** Returns mistakes that the schema detects too: fields, types, names. */
  static Stream<Mistake> ofForm() {
    return read("mistakes-of-form.txt");
  }

  /** Returns mistakes that only the records detect: ranges, and parts that don't fit together. */
  static Stream<Mistake> ofContent() {
    return read("mistakes-of-content.txt");
  }

  private static Stream<Mistake> read(String resource) {
    List<Mistake> mistakes = new ArrayList<>();
    String from = "";
    String to = "";
    for (String line : Resources.text(resource).lines().toList()) {
      String content = line.length() < 2 ? "" : line.substring(2);
      switch (line.isEmpty() ? '#' : line.charAt(0)) {
        case '-' -> from = content;
        case '+' -> to = content;
        case '=' -> mistakes.add(edit(from, to, content.replace("{layers}", Variants.layers())));
        default -> {}
      }
    }
    return mistakes.stream();
  }

  private static Mistake edit(String from, String to, String message) {
    String text = SPEC.replace(from, to);
    if (text.equals(SPEC)) {
      throw new IllegalArgumentException("the spec has no " + from);
    }
    return new Mistake(from + " -> " + to, text, message);
  }
}
