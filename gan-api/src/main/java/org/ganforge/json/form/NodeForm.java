package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.json.text.JsonText;
import org.ganforge.json.text.JsonValue;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Node;

/**
 * A layer in a model: the layer's own fields, and {@code from}, the name of its input or an array
 * of names. Without {@code from}, a layer takes the output of the one before it.
 */
public final class NodeForm implements Form {
  /** The field that names a layer's inputs. */
  public static final String FROM = "from";

  NodeForm() {}

  /** Returns the form of layers; looked up lazily, since layers may be models. */
  public static UnionForm layer() {
    return (UnionForm) Forms.of(Layer.class);
  }

  @Override
  public String expected() {
    return layer().expected();
  }

  @Override
  public Object read(JsonValue json) {
    Layer layer = (Layer) layer().read(layerOf(json));
    return new Node(layer, names(json.field(FROM)));
  }

  /** Returns the layer without {@code from}. */
  public JsonValue layerOf(JsonValue json) {
    return json.node() instanceof ObjectNode object && object.has(FROM)
        ? new JsonValue(json.path(), object.deepCopy().without(FROM))
        : json;
  }

  private static List<String> names(JsonValue json) {
    List<String> names = new ArrayList<>();
    if (json.node().isTextual()) {
      names.add(json.node().textValue());
    } else if (json.node().isArray() && !json.node().isEmpty()) {
      for (int i = 0; i < json.node().size(); i++) {
        names.add((String) Scalars.STRING.read(json.item(i)));
      }
    } else if (!json.node().isMissingNode()) {
      throw json.mistake("a name or an array of names", "name inputs or layers before this one");
    }
    return names;
  }

  @Override
  public JsonNode write(Object value) {
    Node node = (Node) value;
    ObjectNode object = (ObjectNode) layer().write(node.layer());
    if (!node.from().isEmpty()) {
      object.set(FROM, names(node.from()));
    }
    return object;
  }

  /** Returns one name as a string, several as an array. */
  public static JsonNode names(List<String> names) {
    if (names.size() == 1) {
      return TextNode.valueOf(names.get(0));
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    names.forEach(array::add);
    return array;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return layer().schemaWith("Node", FROM, fromSchema(), definitions);
  }

  private static ObjectNode fromSchema() {
    return (ObjectNode)
        JsonText.parse(
            "{\"anyOf\": [{\"type\": \"string\"},"
                + " {\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"minItems\": 1}]}");
  }
}
