package org.ganforge.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * Copies of records with one component changed. A record of many components would otherwise name
 * all of them in each of its {@code withX}, where two of one type are easily confused.
 */
public final class Copy {
  private Copy() {}

  /**
   * Returns a copy of a record, made by its canonical constructor.
   *
   * @param component the name of the component that is changed
   * @param value its new value, of its type
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
