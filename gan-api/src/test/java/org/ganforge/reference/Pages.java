package org.ganforge.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.json.GanJson;
import org.ganforge.json.form.Forms;
import org.ganforge.json.form.Variants;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonText;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;

/** The pages about layers and about all other parts of a spec. */
final class Pages {
  /** The line at the top of every page. */
  static final String GENERATED =
      "<!-- Written by ReferenceTest from the code; the test says how to write it again. -->\n\n";

  private Pages() {}

  static String layers() {
    StringBuilder page = new StringBuilder(GENERATED);
    page.append(
        """
        # Layers

        Names, arguments and defaults are those of [Keras 3](keras.md); the JSON spells them as Keras does. Shapes leave out the batch.
        In Java, `of` takes the required arguments and each `with` method returns a changed copy:
        `Conv2D.of(64, 4).withStrides(2).withPadding(Padding.SAME)` is
        `{"type": "Conv2D", "filters": 64, "kernel_size": 4, "strides": 2, "padding": "same"}`.

        Every layer also has a `name`, by default the one that Keras would generate. Layers with weights have `trainable`, true by default;
        false freezes the weights, and gradients still flow through the layer.
        [`Sequential` and `Model`](spec.md#networks) are layers too.

        """);
    List<Class<?>> kinds =
        Layer.kinds().stream()
            .sorted(Comparator.comparing(Class::getSimpleName, String.CASE_INSENSITIVE_ORDER))
            .collect(Collectors.toList());
    List<List<String>> index = new ArrayList<>();
    for (Class<?> kind : kinds) {
      index.add(List.of(Markdown.toHeading(kind.getSimpleName()), firstSentence(kind)));
    }
    page.append(Markdown.table(List.of("layer", ""), index)).append('\n');
    kinds.forEach(kind -> page.append(record(kind, Layer.class, Set.of("name", "trainable"))));
    return stripped(page);
  }

  static String spec() {
    StringBuilder page = new StringBuilder(GENERATED);
    page.append(
        """
        # The spec, field by field

        A spec is a JSON file, or the same as records in Java. This page lists all of it except the [layers](layers.md).
        Fields at their defaults may be left out. A part with a `type` may be written as just its type's name, in snake case, if nothing else differs from
        the defaults: `"objective": "hinge"`. `--set PATH=VALUE` on the command line changes any field
        ([examples](../presets/README.md#changing-a-part-of-a-spec)). Editors complete and check specs with the [JSON Schema](../spec.schema.json).

        """);
    for (SpecSection section : SpecSection.ALL) {
      page.append("## ").append(section.title()).append("\n\n");
      for (Class<?> type : section.types()) {
        page.append(type.isEnum() ? values(type) : record(type, section.family(type), Set.of()));
      }
    }
    return stripped(page);
  }

  /** Returns a record's section; {@code family} is the type under which it is written as JSON. */
  private static String record(Class<?> type, Class<?> family, Set<String> without) {
    StringBuilder section = new StringBuilder();
    section.append(family == Layer.class ? "## " : "### ").append(heading(type)).append("\n\n");
    Javadoc.of(type).description().forEach(p -> section.append(p).append("\n\n"));
    if (family.isSealed()) {
      String java = Markdown.code(RecordTable.factory(type));
      section.append(java + ", in JSON " + Markdown.code(json(type, family)) + "\n\n");
    }
    return section.append(RecordTable.of(type, without)).toString();
  }

  private static <T> String json(Class<?> type, Class<T> family) {
    T plain = family.cast(Variants.plain(type));
    return Compact.text(JsonText.parse(GanJson.writeValue(plain, family)));
  }

  private static String values(Class<?> type) {
    List<List<String>> rows =
        Stream.of(type.getEnumConstants())
            .map(Enum.class::cast)
            .map(c -> List.of(Markdown.code(label(type, c)), text(Javadoc.of(c))))
            .toList();
    return "### "
        + heading(type)
        + "\n\n"
        + text(Javadoc.of(type))
        + "\n\n"
        + Markdown.table(List.of("value", "meaning"), rows)
        + "\n";
  }

  private static String label(Class<?> type, Enum<?> constant) {
    return Compact.text(Forms.of(type).write(constant));
  }

  private static String text(Javadoc javadoc) {
    return String.join(" ", javadoc.description());
  }

  static String heading(Class<?> type) {
    String nested = type.getEnclosingClass() == Input.class ? " input" : "";
    return type.getSimpleName() + nested;
  }

  /** Returns the path of a type's section on the page of the spec. */
  static String link(Class<?> type) {
    return "spec.md#" + heading(type).toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /** Returns what a layer is in one sentence, without the paper. */
  private static String firstSentence(Class<?> type) {
    String first = Javadoc.of(type).description().get(0);
    return first
        .replaceAll(" \\([A-Z][^()]*\\d{4}[^()]*\\)", "")
        .split("\\. (?=[A-Z])", 2)[0]
        .replaceAll("[.:]$", "");
  }

  private static String stripped(StringBuilder page) {
    return page.toString().stripTrailing() + "\n";
  }
}
