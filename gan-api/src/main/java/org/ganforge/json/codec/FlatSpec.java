package org.ganforge.json.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.json.form.Field;
import org.ganforge.json.form.Form;
import org.ganforge.json.form.UnionForm;
import org.ganforge.json.text.Compact;
import org.ganforge.layer.Network;
import org.ganforge.train.RecordingPlan;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a spec under flat names, {@code generator_optimizer.learning_rate}, including
 * defaults, for comparing specs in a table. Networks are represented by their parameter counts;
 * recording settings and the spec's reference are left out.
 */
public final class FlatSpec {
  private final Map<String, Object> settings = new LinkedHashMap<>();

  private FlatSpec() {}

  /** Returns numbers, booleans and strings by their names, in the order of a spec's JSON. */
  public static Map<String, Object> of(Gan gan) {
    FlatSpec flat = new FlatSpec();
    flat.add("", gan);
    return flat.settings;
  }

  private void add(String path, Record record) {
    for (Field field : Field.allOf(record.getClass())) {
      if (!field.name().equals("reference")) {
        add(path + field.name(), field.form(), field.get(record));
      }
    }
  }

  private void add(String name, Form form, @Nullable Object value) {
    if (value == null || value instanceof RecordingPlan) {
      return;
    }
    if (value instanceof Network network) {
      settings.put(name + ".parameters", network.parameterCount());
      return;
    }
    JsonNode json = form.write(value);
    if (value instanceof Record record && (json.isObject() || form instanceof UnionForm)) {
      // A member with all fields at their defaults is written as its type alone.
      JsonNode type = json.isTextual() ? json : json.path(UnionForm.TYPE);
      if (type.isTextual()) {
        settings.put(name, type.textValue());
      }
      add(name + ".", record);
    } else if (json.isIntegralNumber()) {
      settings.put(name, json.longValue());
    } else if (json.isNumber()) {
      settings.put(name, json.doubleValue());
    } else if (json.isBoolean()) {
      settings.put(name, json.booleanValue());
    } else {
      settings.put(name, json.isTextual() ? json.textValue() : Compact.text(json));
    }
  }
}
