package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonValue;
import org.ganforge.json.text.Words;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.optimizer.LearningRateSchedule;
import org.ganforge.optimizer.Optimizer;

/**
 * A sealed family of records: an object whose field {@code type} names the member. In most families
 * a member with all fields at their defaults may also be written as a string, Keras' identifier:
 * {@code "he_normal"}, {@code "adam"}.
 */
public final class UnionForm implements Form {
  /** The field that names the member. */
  public static final String TYPE = "type";

  /** Families labelled with Keras' class names; the others use Keras' identifiers. */
  private static final Set<Class<?>> CLASS_NAMED =
      Set.of(Layer.class, Optimizer.class, Initializer.class, LearningRateSchedule.class);

  /** Families that cannot be written as a string, since their members have required arguments. */
  private static final Set<Class<?>> NAMELESS =
      Set.of(Layer.class, Input.class, LearningRateSchedule.class);

  /** A record of the family, its label and its identifier. */
  private record Member(Class<?> type, String label, String identifier, RecordForm form) {}

  private final String family;
  private final String noun;
  private final boolean hasIdentifiers;
  private final List<Member> members = new ArrayList<>();

  UnionForm(Class<?> family) {
    this.family = family.getSimpleName();
    this.noun = Words.snakeCase(this.family).replace('_', ' ');
    this.hasIdentifiers = !NAMELESS.contains(family);
    addMembers(family, CLASS_NAMED.contains(family));
  }

  private void addMembers(Class<?> type, boolean classNamed) {
    if (type == Network.class) {
      // The only non-sealed branch: its implementations are in the root package, unknown to the
      // layers' package.
      addMembers(Sequential.class, classNamed);
      addMembers(Model.class, classNamed);
    } else if (type.isRecord()) {
      String identifier = Words.snakeCase(type.getSimpleName());
      String label = classNamed ? type.getSimpleName() : identifier;
      members.add(new Member(type, label, identifier, new RecordForm(type, TYPE)));
    } else {
      for (Class<?> member : type.getPermittedSubclasses()) {
        addMembers(member, classNamed);
      }
    }
  }

  @Override
  public String expected() {
    return hasIdentifiers ? expected(noun, names(Member::identifier)) : Words.article(noun);
  }

  private static String expected(String what, List<String> names) {
    return Words.areFew(names) ? "one of " + Words.list(names) : Words.article(what);
  }

  private List<String> names(Function<Member, String> name) {
    return members.stream().map(name).toList();
  }

  @Override
  public Object read(JsonValue json) {
    JsonValue whole = spelledOut(json);
    return memberForm(whole).read(whole);
  }

  /** Returns the value as an object, even if it is written as an identifier. */
  public JsonValue spelledOut(JsonValue json) {
    if (hasIdentifiers && json.node().isTextual()) {
      Member member = member(json, noun, names(Member::identifier));
      ObjectNode object = JsonNodeFactory.instance.objectNode().put(TYPE, member.label());
      return new JsonValue(json.path(), object);
    }
    String label = Compact.quote(members.get(0).label());
    json.object(expected(), "write an object such as {\"type\": " + label + "}");
    return json;
  }

  /** Returns the form of the member that an object's type names. */
  public RecordForm memberForm(JsonValue object) {
    return member(object.field(TYPE), noun + "'s type", names(Member::label)).form();
  }

  /** Returns the object with another type, dropping fields that the new type doesn't have. */
  public ObjectNode retyped(JsonValue object, JsonNode type) {
    ObjectNode retyped = JsonNodeFactory.instance.objectNode();
    retyped.set(TYPE, type);
    RecordForm form = memberForm(new JsonValue(object.path(), retyped));
    for (Map.Entry<String, JsonNode> field : object.node().properties()) {
      if (form.has(field.getKey())) {
        retyped.set(field.getKey(), field.getValue());
      }
    }
    return retyped;
  }

  /** Returns the member at the index of the given name in {@code names}. */
  private Member member(JsonValue json, String what, List<String> names) {
    String given = json.node().textValue();
    if (given == null) {
      boolean isMissing = json.node().isMissingNode();
      throw json.mistake(expected(what, names), isMissing ? "add \"type\"" : "write a string");
    }
    int index = names.indexOf(given);
    if (index < 0) {
      String wayOut =
          Words.areFew(names)
              ? Words.guess(given, names).orElse("choose one of them")
              : Words.guessAmong(given, names, "known are " + Words.list(names));
      throw json.mistake(expected(what, names), wayOut);
    }
    return members.get(index);
  }

  @Override
  public JsonNode write(Object value) {
    Member member =
        members.stream().filter(m -> m.type().isInstance(value)).findFirst().orElseThrow();
    ObjectNode object = JsonNodeFactory.instance.objectNode().put(TYPE, member.label());
    member.form().writeInto(object, value);
    boolean isBare = object.size() == 1 && hasIdentifiers;
    return isBare ? JsonNodeFactory.instance.textNode(member.identifier()) : object;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.reference(
        family, () -> alternatives(family, definitions, member -> describe(member, definitions)));
  }

  /**
   * Returns the schema of members with one more field.
   *
   * @param name the prefix of the members' schema names, instead of the family's
   */
  ObjectNode schemaWith(
      String name, String field, ObjectNode fieldSchema, Definitions definitions) {
    return definitions.reference(
        name,
        () ->
            alternatives(
                name,
                definitions,
                member -> {
                  ObjectNode schema = describe(member, definitions);
                  schema.withObject("/properties").set(field, fieldSchema);
                  return schema;
                }));
  }

  private ObjectNode alternatives(
      String prefix, Definitions definitions, Function<Member, ObjectNode> description) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (hasIdentifiers) {
      ObjectNode identifiers = schema.withArray("oneOf").addObject();
      members.forEach(m -> identifiers.withArray("enum").add(m.identifier()));
    }
    for (Member member : members) {
      String name = prefix + "." + member.label();
      schema.withArray("oneOf").add(definitions.reference(name, () -> description.apply(member)));
    }
    return schema;
  }

  private static ObjectNode describe(Member member, Definitions definitions) {
    ObjectNode constant = JsonNodeFactory.instance.objectNode().put("const", member.label());
    return member.form().describe(constant, definitions);
  }
}
