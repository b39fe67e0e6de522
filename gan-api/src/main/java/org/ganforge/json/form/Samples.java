package org.ganforge.json.form;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.ganforge.Sequential;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;

/** A value for each type of a required field. Any will do: no default depends on it. */
final class Samples {
  private static final Map<Type, Object> ALL =
      Map.of(
          int.class,
          1,
          double.class,
          0.5,
          String.class,
          "name",
          ActivationFunction.class,
          ActivationFunction.LINEAR,
          Size2D.class,
          Size2D.of(1),
          TensorShape.class,
          TensorShape.of(1),
          Integer.class,
          1,
          Layer.class,
          Flatten.of(),
          Node.class,
          Node.of(Flatten.of()),
          Input.class,
          Input.Features.of(1));

  private Samples() {}

  /**
   * Returns a value for the field of this name; a network is named after it, as no two may have one
   * name.
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
