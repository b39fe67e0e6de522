package org.ganforge.json.form;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reflective calls that throw the callee's exceptions. */
final class Calls {
  private Calls() {}

  /** Calls a constructor or a static method. */
  static Object call(Executable maker, List<? extends @Nullable Object> arguments) {
    try {
      return maker instanceof Constructor<?> constructor
          ? constructor.newInstance(arguments.toArray())
          : ((Method) maker).invoke(null, arguments.toArray());
    } catch (InvocationTargetException e) {
      throw unwrap(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Returns a component of a record. */
  static @Nullable Object get(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (InvocationTargetException e) {
      throw unwrap(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static RuntimeException unwrap(InvocationTargetException e) {
    if (e.getCause() instanceof RuntimeException cause) {
      return cause;
    }
    throw new AssertionError(e.getCause());
  }
}
