package org.ganforge.json.form;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a record are required, and the defaults of the others. The record itself defines
 * them: the parameters of its static {@code of} are required, and the result has the defaults of
 * the rest. The {@code of} with the fewest parameters counts; a record with a static {@code none}
 * requires nothing; one with neither requires everything.
 *
 * @param maker makes an instance from the required fields
 * @param required their names, in the maker's order
 */
record Defaults(Executable maker, List<String> required) {
  static Defaults of(Class<?> type) {
    Executable maker =
        Arrays.stream(type.getMethods())
            .filter(method -> isMaker(type, method))
            .min(Comparator.comparingInt(Method::getParameterCount))
            .map(Executable.class::cast)
            .orElseGet(() -> canonical(type));
    List<String> required =
        maker instanceof Method
            ? Arrays.stream(maker.getParameters()).map(Parameter::getName).toList()
            : Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    return new Defaults(maker, required);
  }

  private static boolean isMaker(Class<?> type, Method method) {
    return Modifier.isStatic(method.getModifiers())
        && method.getReturnType() == type
        && (method.getName().equals("of") || method.getName().equals("none"))
        && Arrays.stream(method.getParameters()).allMatch(p -> isComponent(type, p));
  }

  private static boolean isComponent(Class<?> type, Parameter parameter) {
    if (!parameter.isNamePresent()) {
      throw new IllegalStateException(type + " has no parameter names; compile with -parameters");
    }
    return Arrays.stream(type.getRecordComponents())
        .filter(c -> c.getName().equals(parameter.getName()))
        .anyMatch(c -> c.getGenericType().equals(parameter.getParameterizedType()));
  }

  /** Returns the canonical constructor. */
  static Constructor<?> canonical(Class<?> type) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new AssertionError("a record has a canonical constructor", e);
    }
  }

  /** Returns an instance with the required fields' values, looked up by name, and the defaults. */
  Object instance(Function<String, @Nullable Object> values) {
    List<@Nullable Object> arguments = new ArrayList<>();
    required.forEach(name -> arguments.add(values.apply(name)));
    return Calls.call(maker, arguments);
  }
}
