package org.ganforge.json.form;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.data.ValueRange;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.LearningRate;

/** The forms of all types in a spec. */
public final class Forms {
  /** The types whose JSON doesn't follow from their declaration. */
  private static final Map<Class<?>, Form> OWN =
      Map.ofEntries(
          Map.entry(int.class, Scalars.INT),
          Map.entry(Integer.class, Scalars.INT),
          Map.entry(long.class, Scalars.LONG),
          Map.entry(Long.class, Scalars.LONG),
          Map.entry(double.class, Scalars.NUMBER),
          Map.entry(Double.class, Scalars.NUMBER),
          Map.entry(boolean.class, Scalars.BOOLEAN),
          Map.entry(Boolean.class, Scalars.BOOLEAN),
          Map.entry(String.class, Scalars.STRING),
          Map.entry(Path.class, Scalars.PATH),
          Map.entry(Size2D.class, Sizes.SIZE),
          Map.entry(Padding2D.class, Sizes.PADDING),
          Map.entry(TensorShape.class, Sizes.SHAPE),
          Map.entry(KerasVersion.class, EnumForm.of(KerasVersion.class, Scalars::keras)),
          Map.entry(ValueRange.class, EnumForm.of(ValueRange.class, Scalars::range)),
          Map.entry(LearningRate.class, new LearningRateForm()),
          Map.entry(Network.class, new NetworkForm()),
          Map.entry(Node.class, new NodeForm()),
          Map.entry(Gan.class, new GanForm()));

  private static final Map<Type, Form> MADE = new ConcurrentHashMap<>(OWN);

  private Forms() {}

  /** Returns the form of a type, as a record's component declares it. */
  public static Form of(Type type) {
    Form known = MADE.get(type);
    if (known != null) {
      return known;
    }
    Form made = make(type);
    MADE.put(type, made);
    return made;
  }

  private static Form make(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return new ListForm(of(list.getActualTypeArguments()[0]));
    }
    if (type instanceof Class<?> c && c.isEnum()) {
      return EnumForm.of(c, Scalars::lowerCase);
    }
    if (type instanceof Class<?> c && c.isSealed()) {
      return new UnionForm(c);
    }
    if (type instanceof Class<?> c && c.isRecord()) {
      return new RecordForm(c, "");
    }
    throw new IllegalArgumentException("no JSON form for " + type);
  }
}
