package org.ganforge.json.form;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.ganforge.Sequential;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;

/** A sample value for each type of required field. Any value will do: no default depends on it. */
final class Samples {
  private static final Map<Type, Object> ALL =
      Map.ofEntries(
          Map.entry(int.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(double.class, 0.5),
          Map.entry(String.class, "name"),
          Map.entry(ActivationFunction.class, ActivationFunction.LINEAR),
          Map.entry(Size2D.class, Size2D.of(1)),
          Map.entry(TensorShape.class, TensorShape.of(1)),
          Map.entry(Integer.class, 1),
          Map.entry(Layer.class, Dense.of(1)),
          Map.entry(Node.class, Node.of(Flatten.of())),
          Map.entry(Input.class, Input.Features.of(1)));

  private Samples() {}

  /**
   * Returns a value for the field with this name; a network is named after it, since names must
   * differ.
   */
  static Object of(Type type, String field) {
    if (type instanceof ParameterizedType list) {
      return List.of(of(list.getActualTypeArguments()[0], field));
    }
    if (type == Sequential.class || type == Network.class) {
      return Sequential.of(field, TensorShape.of(1), List.of(Flatten.of()));
    }
    Object sample = ALL.get(type);
    if (sample == null) {
      throw new IllegalArgumentException("no sample of " + type);
    }
    return sample;
  }
}
