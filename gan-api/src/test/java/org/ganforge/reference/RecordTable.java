package org.ganforge.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.Model;
import org.ganforge.json.form.Field;
import org.ganforge.json.form.Forms;
import org.ganforge.json.form.RecordForm;
import org.ganforge.json.form.Variants;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.Words;
import org.ganforge.optimizer.GradientClipping;

/** The fields of a record: their names in JSON and in Java, their defaults and meanings. */
final class RecordTable {
  /** A text without a full stop, except in a number. */
  private static final String CLAUSE = "(?:[^;.()]|\\.(?=\\d))+";

  /** The forms of parts that are written among the fields of their record, as Keras does. */
  private static final Map<String, String> FLAT =
      Map.of(
          "clipvalue", "withClipping(byValue(…))",
          "clipnorm", "withClipping(byNorm(…))",
          "global_clipnorm", "withClipping(byGlobalNorm(…))",
          "decay", "withLearningRate(InverseTimeDecay.of(rate, 1, decay))");

  private static final String DECAY =
      "Keras 2's decay: update i, counted from 0, has the rate divided by `1 + decay * i`";

  private RecordTable() {}

  /** Returns the table; fields with these names are left out. */
  static String of(Class<?> type, Set<String> without) {
    List<List<String>> rows = new ArrayList<>();
    for (Field field : Field.allOf(type)) {
      if (!without.contains(field.name())) {
        rows.add(
            List.of(
                Markdown.code(field.name()),
                defaultOf(type, field).map(v -> shown(type, field, v)).orElse("required"),
                meaning(type, field),
                Markdown.code(java(type, field))));
      }
    }
    return rows.isEmpty()
        ? ""
        : Markdown.table(List.of("JSON", "default", "meaning", "Java"), rows) + "\n";
  }

  private static String shown(Class<?> type, Field field, JsonNode value) {
    // A model's outputs follow from its layers.
    if (type == Model.class && field.name().equals("outputs")) {
      return "";
    }
    return value.isTextual() && value.textValue().isEmpty()
        ? ""
        : Markdown.code(Compact.text(value));
  }

  /** Returns the default of a field; empty if it is required. */
  static Optional<JsonNode> defaultOf(Class<?> type, Field field) {
    if (Forms.of(type) instanceof RecordForm form) {
      return Optional.of(form.defaultOf(form.field("$", field.name())))
          .filter(node -> !node.isMissingNode());
    }
    return factory(type).matches(".*\\b" + field.name() + "\\b.*")
        ? Optional.empty()
        : Optional.of(field.write(field.get(Variants.plain(type))));
  }

  /** Returns the Java method that sets a field. */
  static String java(Class<?> type, Field field) {
    if (isFlat(type, field)) {
      return FLAT.getOrDefault(field.name(), "");
    }
    String with = "with" + upper(component(type, field.name()));
    boolean hasSetter = Stream.of(type.getMethods()).anyMatch(m -> m.getName().equals(with));
    boolean isRequired = defaultOf(type, field).isEmpty();
    return hasSetter && !isRequired ? with : factory(type);
  }

  /** Returns the call that makes a record: {@code Dense.of(units)}. */
  static String factory(Class<?> type) {
    String name = type.getCanonicalName().substring(type.getPackageName().length() + 1);
    return Stream.of(type.getMethods())
        .filter(m -> Modifier.isStatic(m.getModifiers()) && m.getReturnType() == type)
        .filter(m -> Set.of("of", "none").contains(m.getName()))
        .filter(m -> takesComponents(type, m))
        .min(
            Comparator.comparing((Method m) -> m.getName().equals("none"))
                .thenComparing(Method::getParameterCount)
                .thenComparing(RecordTable::parameters))
        .map(m -> name + "." + m.getName() + "(" + parameters(m) + ")")
        .orElse("new " + name + "(…)");
  }

  private static boolean takesComponents(Class<?> type, Method method) {
    List<String> names =
        Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
    return Arrays.stream(method.getParameters()).allMatch(p -> names.contains(p.getName()));
  }

  private static String parameters(Method method) {
    return Arrays.stream(method.getParameters())
        .map(Parameter::getName)
        .collect(Collectors.joining(", "));
  }

  private static String meaning(Class<?> type, Field field) {
    if (isFlat(type, field) && field.name().equals("decay")) {
      return DECAY;
    }
    Class<?> declaring = isFlat(type, field) ? GradientClipping.class : type;
    String name = component(declaring, field.name());
    String text = Javadoc.of(declaring).parameters().getOrDefault(name, "");
    String meaning =
        text.replaceAll("; " + CLAUSE + " by default$", "")
            .replaceAll(", " + CLAUSE.replace(";", ";,") + " by default$", "");
    return values(field).map(values -> meaning + "; " + values).orElse(meaning);
  }

  /** Returns whether a field belongs to a part that is written among the record's own fields. */
  private static boolean isFlat(Class<?> type, Field field) {
    return FLAT.containsKey(field.name())
        && Stream.of(type.getRecordComponents())
            .noneMatch(c -> Words.snakeCase(c.getName()).equals(field.name()));
  }

  private static Optional<String> values(Field field) {
    return field.type() instanceof Class<?> c && c.isEnum()
        ? Optional.of("[values](" + Pages.link(c) + ")")
        : Optional.empty();
  }

  private static String component(Class<?> type, String field) {
    return Stream.of(type.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(name -> Words.snakeCase(name).equals(field))
        .findFirst()
        .orElse(field.equals("layers") ? "nodes" : field);
  }

  private static String upper(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
