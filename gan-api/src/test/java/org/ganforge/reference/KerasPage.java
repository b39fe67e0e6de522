package org.ganforge.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ganforge.json.form.Field;
import org.ganforge.json.form.Variants;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Layer;
import org.ganforge.layer.MergeLayer;
import org.ganforge.layer.UnaryLayer;
import org.ganforge.objective.Objective;
import org.ganforge.optimizer.LearningRateSchedule;
import org.ganforge.optimizer.Optimizer;
import org.jspecify.annotations.Nullable;

/** The page that puts Keras' classes and arguments beside ours. */
final class KerasPage {
  /** Our families, by Keras' modules. */
  private static final Map<String, List<Class<?>>> FAMILIES = new LinkedHashMap<>();

  static {
    FAMILIES.put("layers", List.of(UnaryLayer.class, MergeLayer.class));
    FAMILIES.put("optimizers", List.of(Optimizer.class));
    FAMILIES.put("optimizers.schedules", List.of(LearningRateSchedule.class));
    FAMILIES.put("initializers", List.of(Initializer.class));
    FAMILIES.put("losses", List.of(Objective.class));
  }

  /** Losses of the same name in Keras that compute something else. */
  private static final List<String> OTHER = List.of("Hinge");

  private KerasPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(Pages.GENERATED);
    page.append(
        """
        # Keras' arguments, side by side

        Every layer, optimizer, learning-rate schedule, initializer and loss that this library shares with Keras %s, argument by argument, and a list of
        those that it does not have. [Coming from Keras](../coming-from-keras.md) shows how whole programs are translated.

        A name alone in the last column means that the argument is the same, with Keras' default. Methods are those of the Java records;
        the JSON has Keras' names, and defaults may be left out. Two names have changed in Keras itself: `alpha` of `LeakyReLU` is now `negative_slope`, and `lr`
        is now `learning_rate`.

        """
            .formatted(KerasSignature.version()));
    FAMILIES.forEach((family, types) -> page.append(family(family, types)));
    return page.toString().stripTrailing() + "\n";
  }

  private static String family(String family, List<Class<?>> types) {
    StringBuilder text = new StringBuilder("## keras." + family + "\n\n");
    List<KerasSignature> others = new ArrayList<>();
    for (KerasSignature keras : KerasSignature.all()) {
      if (keras.family().equals(family)) {
        Optional<Class<?>> ours = ours(keras.name(), types);
        ours.ifPresent(type -> text.append(section(keras, type)));
        if (ours.isEmpty()) {
          others.add(keras);
        }
      }
    }
    return text.append(others(family, others)).append(onlyHere(family, types)).toString();
  }

  private static String onlyHere(String family, List<Class<?>> types) {
    List<String> known =
        KerasSignature.all().stream()
            .filter(keras -> keras.family().equals(family))
            .map(KerasSignature::name)
            .toList();
    String names =
        types.stream()
            .flatMap(type -> Variants.members(type).stream())
            .map(Class::getSimpleName)
            .filter(name -> !known.contains(name) || OTHER.contains(name))
            .map(Markdown::code)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : "Only here: " + names + ".\n\n";
  }

  private static Optional<Class<?>> ours(String name, List<Class<?>> families) {
    return families.stream()
        .flatMap(family -> Variants.members(family).stream())
        .filter(type -> type.getSimpleName().equals(name) && !OTHER.contains(name))
        .<Class<?>>map(type -> type)
        .findFirst();
  }

  private static String section(KerasSignature keras, Class<?> type) {
    Map<String, Field> fields = new LinkedHashMap<>();
    Field.allOf(type).forEach(field -> fields.put(field.name(), field));
    List<List<String>> rows = new ArrayList<>();
    Map<String, String> without = new LinkedHashMap<>();
    for (String argument : keras.arguments().keySet()) {
      Field field = fields.remove(argument);
      String shown = Markdown.code(keras.shown(argument));
      if (field != null) {
        rows.add(List.of(shown, counterpart(keras, type, field)));
      } else {
        without.merge(without(keras, argument), shown, (some, more) -> some + ", " + more);
      }
    }
    without.forEach((note, names) -> rows.add(List.of(names, note)));
    fields.remove("name");
    if (Layer.class.isAssignableFrom(type)) {
      fields.remove("trainable");
    }
    for (Field field : fields.values()) {
      rows.add(List.of("", Markdown.code(RecordTable.java(type, field)) + ": only here"));
    }
    String page = Layer.class.isAssignableFrom(type) ? "layers.md" : "spec.md";
    String title = Pages.heading(type);
    String head = "### [" + title + "](" + page + "#" + title.toLowerCase(Locale.ROOT) + ")\n\n";
    String table = Markdown.table(List.of("Keras", "here"), rows);
    return head + (rows.isEmpty() ? "No arguments.\n" : table) + "\n";
  }

  private static String without(KerasSignature keras, String argument) {
    return KerasNotes.argument(argument)
        .orElseThrow(
            () ->
                new AssertionError(
                    "say in KerasNotes what replaces " + argument + " of " + keras.name()));
  }

  private static String counterpart(KerasSignature keras, Class<?> type, Field field) {
    String java = Markdown.code(RecordTable.java(type, field));
    Optional<JsonNode> own = RecordTable.defaultOf(type, field);
    if (own.isEmpty() || keras.arguments().getOrDefault(field.name(), "").isEmpty()) {
      return java;
    }
    JsonNode theirs = keras.json(field.name());
    boolean isSame =
        field.name().equals("name")
            || theirs.equals(own.get())
            || Objects.equals(value(field, theirs), value(field, own.get()));
    return isSame ? java : java + "; " + Markdown.code(Compact.text(own.get())) + " by default";
  }

  /** Returns the value that a default in JSON stands for; Keras writes some of them as None. */
  private static @Nullable Object value(Field field, JsonNode json) {
    if (!json.isNull()) {
      // Keras has a second name for one initializer, and allows class names for others.
      String text =
          Compact.text(json).replace("\"uniform\"", "\"random_uniform\"").replace("Zeros", "zeros");
      return field.form().read(new JsonValue("$", JsonText.parse(text)));
    }
    if (field.type() == ActivationFunction.class) {
      return ActivationFunction.LINEAR;
    }
    return field.name().equals("shared_axes") ? List.of() : field.type() == int.class ? 1 : null;
  }

  private static String others(String family, List<KerasSignature> others) {
    List<List<String>> replaced =
        others.stream()
            .filter(keras -> KerasNotes.replacement(keras).isPresent())
            .map(k -> List.of(Markdown.code(k.name()), KerasNotes.replacement(k).orElseThrow()))
            .toList();
    String missing =
        others.stream()
            .filter(keras -> KerasNotes.replacement(keras).isEmpty())
            .map(keras -> Markdown.code(keras.name()))
            .collect(Collectors.joining(", "));
    String title = "### Other " + family.replaceAll(".*\\.", "") + "\n\n";
    String table =
        replaced.isEmpty() ? "" : Markdown.table(List.of("Keras", "instead"), replaced) + "\n";
    return title + table + "No counterpart: " + missing + ".\n\n";
  }
}
