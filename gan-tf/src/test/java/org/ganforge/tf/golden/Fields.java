package org.ganforge.tf.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ganforge.json.GanJson;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * An object of a golden case. It remembers which fields were read, so that a field unknown to the
 * test is a failure rather than silently unchecked.
 */
public final class Fields {
  private final String path;
  private final ObjectNode node;
  private final Set<String> read = new TreeSet<>();
  private final Map<String, Fields> children = new LinkedHashMap<>();

  Fields(String path, ObjectNode node) {
    this.path = path;
    this.node = node;
  }

  /** Returns whether the object has the field; looking does not read it. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** Returns the names of all fields. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Ignores fields that say nothing about the library. */
  public void ignore(String... names) {
    read.addAll(List.of(names));
  }

  /** Returns an object within this one. */
  public Fields object(String name) {
    JsonNode value = get(name);
    if (!(value instanceof ObjectNode object)) {
      throw new AssertionError(place(name) + " is not an object but " + value);
    }
    return children.computeIfAbsent(name, n -> new Fields(place(n), object));
  }

  /** Returns the objects of a list. */
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode item : get(name)) {
      String index = name + "[" + objects.size() + "]";
      objects.add(children.computeIfAbsent(index, n -> new Fields(place(n), (ObjectNode) item)));
    }
    return objects;
  }

  /** Returns a number. */
  public double number(String name) {
    JsonNode value = get(name);
    if (!value.isNumber()) {
      throw new AssertionError(place(name) + " is not a number but " + value);
    }
    return value.doubleValue();
  }

  /** Returns a list of numbers. */
  public List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    get(name).forEach(n -> numbers.add(n.doubleValue()));
    return numbers;
  }

  /** Returns a whole number. */
  public int integer(String name) {
    return Math.toIntExact(Math.round(number(name)));
  }

  /** Returns a string. */
  public String text(String name) {
    return get(name).textValue();
  }

  /** Returns a list of strings. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    get(name).forEach(t -> texts.add(t.textValue()));
    return texts;
  }

  /** Returns true or false. */
  public boolean truth(String name) {
    return get(name).booleanValue();
  }

  /** Returns a shape without a batch dimension. */
  public TensorShape shape(String name) {
    return GoldenTensors.shape(get(name));
  }

  /** Returns a tensor. */
  public FloatTensor tensor(String name) {
    return GoldenTensors.tensor(get(name));
  }

  /** Returns all tensors within an object, by path: {@code dense_1/kernel}. */
  public Map<String, FloatTensor> tensors(String name) {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    GoldenTensors.collect("", get(name), tensors);
    return tensors;
  }

  /** Returns a list of such objects. */
  public List<Map<String, FloatTensor>> tensorLists(String name) {
    List<Map<String, FloatTensor>> lists = new ArrayList<>();
    for (JsonNode item : get(name)) {
      Map<String, FloatTensor> tensors = new LinkedHashMap<>();
      GoldenTensors.collect("", item, tensors);
      lists.add(tensors);
    }
    return lists;
  }

  /** Returns a part of a spec, read as a user's file is read. */
  public <T> T spec(String name, Class<T> type) {
    return GanJson.readValue(get(name).toString(), type);
  }

  /** Returns the paths of the fields that were never read. */
  List<String> unread() {
    List<String> unread = new ArrayList<>();
    names().stream().filter(n -> !read.contains(n)).map(this::place).forEach(unread::add);
    children.values().forEach(child -> unread.addAll(child.unread()));
    return unread;
  }

  private JsonNode get(String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new AssertionError(place(name) + " is missing");
    }
    read.add(name);
    return value;
  }

  private String place(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
