package org.ganforge.json.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ganforge.Gan;
import org.ganforge.json.form.Field;
import org.ganforge.json.form.Form;
import org.ganforge.json.form.GanForm;
import org.ganforge.json.form.LearningRateForm;
import org.ganforge.json.form.ListForm;
import org.ganforge.json.form.NetworkForm;
import org.ganforge.json.form.NodeForm;
import org.ganforge.json.form.RecordForm;
import org.ganforge.json.form.UnionForm;
import org.ganforge.json.text.Compact;
import org.ganforge.json.text.JsonValue;
import org.ganforge.layer.Node;
import org.ganforge.optimizer.LearningRateSchedule;
import org.jspecify.annotations.Nullable;

/** Compares configurations part by part, with the parts' names in JSON. */
public final class Differences {
  private final List<Difference> found = new ArrayList<>();

  private Differences() {}

  /** Returns the parts in which two specs differ, in the order of their JSON. */
  public static List<Difference> of(Gan then, Gan now) {
    return of("", then, now);
  }

  /**
   * Returns the parts in which two records of one type differ.
   *
   * @param path the path of the records; empty at the top
   */
  public static List<Difference> of(String path, Record then, Record now) {
    Differences differences = new Differences();
    differences.compareRecords(path, then, now);
    return List.copyOf(differences.found);
  }

  private void compareRecords(String path, Record then, Record now) {
    for (Field field : Field.allOf(then.getClass())) {
      String inner = path.isEmpty() ? field.name() : path + "." + field.name();
      compare(inner, field.form(), field.get(then), field.get(now));
    }
  }

  private void compare(String path, Form form, @Nullable Object then, @Nullable Object now) {
    if (Objects.equals(then, now)) {
      return;
    }
    if (then instanceof Node a && now instanceof Node b) {
      compare(path, NodeForm.layer(), a.layer(), b.layer());
      compareNames(path + "." + NodeForm.FROM, a.from(), b.from());
    } else if (form instanceof LearningRateForm rate
        && then instanceof LearningRateSchedule
        && now instanceof LearningRateSchedule) {
      compare(path, rate.schedules(), then, now);
    } else if (then instanceof Record a
        && now instanceof Record b
        && hasFieldsInCommon(form, a, b)) {
      compareRecords(path, a, b);
    } else if (form instanceof ListForm list
        && then instanceof List<?> a
        && now instanceof List<?> b
        && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        compare(path + "[" + i + "]", list.item(), a.get(i), b.get(i));
      }
    } else {
      found.add(new Difference(path, text(form, then), text(form, now)));
    }
  }

  private void compareNames(String path, List<String> then, List<String> now) {
    if (!then.equals(now)) {
      found.add(
          new Difference(
              path, Compact.text(NodeForm.names(then)), Compact.text(NodeForm.names(now))));
    }
  }

  private static boolean hasFieldsInCommon(Form form, Record a, Record b) {
    boolean isLeaf =
        !(form instanceof RecordForm
            || form instanceof UnionForm
            || form instanceof NetworkForm
            || form instanceof GanForm);
    return !isLeaf && a.getClass() == b.getClass();
  }

  private static String text(Form form, @Nullable Object value) {
    return value == null ? "null" : JsonValue.shorten(Compact.text(form.write(value)));
  }
}
