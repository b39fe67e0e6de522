package org.ganforge.json.form;

import static java.util.Map.entry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.Model;
import org.ganforge.ObjectiveFit;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;
import org.ganforge.noise.Noise;
import org.ganforge.objective.Objective;
import org.ganforge.optimizer.LearningRateSchedule;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.penalty.Penalty;
import org.ganforge.regularization.Regularization;
import org.ganforge.train.Schedule;
import org.jspecify.annotations.Nullable;

/** Creates values of records by reflection, so that new layers are tested without changes here. */
public final class Variants {
  /** The families of records in a spec. */
  public static final List<Class<?>> FAMILIES =
      List.of(
          Layer.class,
          Input.class,
          Optimizer.class,
          LearningRateSchedule.class,
          Initializer.class,
          Objective.class,
          Penalty.class,
          Regularization.class,
          Noise.class,
          Schedule.class);

  /** Components that have only one valid value, given the others. */
  public static final Set<String> FIXED =
      Set.of(
          "BatchNormalization.axis",
          "CosineDecay.warmupSteps",
          "Gan.auxiliary",
          "GroupNormalization.axis",
          "LayerNormalization.axis",
          "Model.nodes",
          "Model.outputs");

  private static final Sequential NETWORK =
      Sequential.of(
          "other",
          TensorShape.of(1),
          List.of(Dense.of(1).withActivation(ActivationFunction.SIGMOID).withName("last")));

  private static final Model MODEL =
      Model.of(
          "other",
          List.of(Input.Features.of(1)),
          List.of(
              Node.of(Dense.of(2).withName("first")),
              Node.of(Dense.of(1).withActivation(ActivationFunction.SIGMOID))));

  private static final Map<Type, List<?>> VALUES =
      Map.ofEntries(
          entry(int.class, List.of(2, 3, 4)),
          entry(Integer.class, List.of(5)),
          entry(long.class, List.of(1L << 53)),
          entry(Long.class, List.of(1L << 53)),
          entry(double.class, List.of(0.25, 1.5, -0.125)),
          entry(Double.class, List.of(0.125)),
          entry(boolean.class, List.of(true, false)),
          entry(String.class, List.of("other")),
          entry(Size2D.class, List.of(Size2D.of(2, 3), Size2D.of(1), Size2D.of(0, 0))),
          entry(Padding2D.class, List.of(Padding2D.of(1, 2, 3, 4))),
          entry(TensorShape.class, List.of(TensorShape.of(1), TensorShape.of(2))),
          entry(Sequential.class, List.of(NETWORK)),
          entry(Network.class, List.of(NETWORK, MODEL)),
          entry(Layer.class, List.of(Flatten.of(), Dense.of(2))));

  private Variants() {}

  /** Returns the records of a sealed family, with a network for the non-sealed branch. */
  public static List<Class<?>> members(Class<?> family) {
    if (family == Network.class) {
      return List.of(Sequential.class, Model.class);
    }
    return family.isRecord()
        ? List.of(family)
        : Arrays.stream(family.getPermittedSubclasses()).flatMap(c -> members(c).stream()).toList();
  }

  /** Returns the types of all layers, as listed in messages. */
  public static String layers() {
    return members(Layer.class).stream()
        .map(type -> '"' + type.getSimpleName() + '"')
        .collect(Collectors.joining(", "));
  }

  /** Returns a record with its defaults. */
  public static Object plain(Class<?> type) {
    Defaults defaults = Defaults.of(type);
    return defaults.instance(name -> required(component(type, name)));
  }

  /** Four filters can be grouped; one, the sample, cannot. */
  private static Object required(RecordComponent component) {
    Type type = component.getGenericType();
    return type == int.class ? 4 : Samples.of(type, component.getName());
  }

  /**
   * Returns copies of the record with one component changed, by the component's name, and with all
   * components changed as far as their values are compatible.
   */
  public static Map<String, Object> changed(Class<?> type) {
    Map<String, Object> variants = new LinkedHashMap<>();
    Object all = plain(type);
    for (RecordComponent component : type.getRecordComponents()) {
      change(plain(type), component).ifPresent(one -> variants.put(component.getName(), one));
      all = change(all, component).orElse(all);
    }
    variants.put("", all);
    return variants;
  }

  /** Returns the record with another value of the component, if another one is valid. */
  private static Optional<Object> change(Object record, RecordComponent component) {
    return values(component.getGenericType()).stream()
        .flatMap(value -> with(record, component, value).stream())
        .filter(changed -> !changed.equals(record))
        .findFirst();
  }

  private static Optional<Object> with(Object record, RecordComponent component, Object value) {
    List<@Nullable Object> all = new ArrayList<>();
    for (RecordComponent c : record.getClass().getRecordComponents()) {
      all.add(c.getName().equals(component.getName()) ? value : Calls.get(c, record));
    }
    try {
      Object changed = Calls.call(Defaults.canonical(record.getClass()), all);
      if (changed instanceof Gan gan) {
        ObjectiveFit.check(gan); // as reading does
      }
      return Optional.of(changed);
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private static List<?> values(Type type) {
    if (VALUES.containsKey(type)) {
      return VALUES.get(type);
    }
    if (type instanceof ParameterizedType list) {
      return values(list.getActualTypeArguments()[0]).stream().map(List::of).toList();
    }
    Class<?> c = (Class<?>) type;
    if (c.isEnum()) {
      return List.of(c.getEnumConstants());
    }
    return members(c).stream()
        .flatMap(
            member -> Stream.concat(Stream.of(plain(member)), changed(member).values().stream()))
        .toList();
  }

  private static RecordComponent component(Class<?> type, String name) {
    return Arrays.stream(type.getRecordComponents())
        .filter(c -> c.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
