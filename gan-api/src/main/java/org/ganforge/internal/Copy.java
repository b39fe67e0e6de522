package org.ganforge.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * Copies records with one component changed. Otherwise every {@code withX} of a large record would
 * have to list all components, and two of the same type are easily swapped.
 */
public final class Copy {
  private Copy() {}

  /**
   * Returns a copy of a record, made by its canonical constructor.
   *
   * @param component the name of the component to change
   * @param value its new value, of the component's type
   */
  @SuppressWarnings("unchecked") // a record's constructor makes records of its class
  public static <R extends Record> R with(R record, String component, @Nullable Object value) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    boolean isFound = false;
    try {
      for (int i = 0; i < components.length; i++) {
        boolean isChanged = components[i].getName().equals(component);
        types[i] = components[i].getType();
        values[i] = isChanged ? value : components[i].getAccessor().invoke(record);
        isFound |= isChanged;
      }
      if (!isFound) {
        throw new IllegalArgumentException(record.getClass() + " has no " + component);
      }
      return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
