package org.ganforge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;
import org.ganforge.Gan;
import org.ganforge.ObjectiveFit;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.form.Field;
import org.ganforge.json.form.Form;
import org.ganforge.json.form.Forms;
import org.ganforge.json.form.GanForm;
import org.ganforge.json.form.LearningRateForm;
import org.ganforge.json.form.ListForm;
import org.ganforge.json.form.NetworkForm;
import org.ganforge.json.form.NodeForm;
import org.ganforge.json.form.RecordForm;
import org.ganforge.json.form.Scalars;
import org.ganforge.json.form.UnionForm;
import org.ganforge.json.text.JsonValue;

/**
 * Changes one part of a spec's JSON. The form of each part on the path determines the possible
 * steps, and the defaults that the spec omits.
 */
final class SpecEditor {
  private static final String ROOT = "$";

  private final Edit edit;

  private SpecEditor(Edit edit) {
    this.edit = edit;
  }

  /** Returns the spec after all edits, in order; only the final state has to be valid. */
  static Gan apply(Gan gan, List<Edit> edits) {
    GanForm form = (GanForm) Forms.of(Gan.class);
    JsonNode tree = form.write(gan);
    for (Edit edit : edits) {
      tree = new SpecEditor(edit).change(form, tree);
    }
    try {
      JsonValue edited = new JsonValue(ROOT, tree);
      // Don't blame the edits for a mismatch that an older version accepted.
      return ObjectiveFit.isGiven(gan) ? (Gan) form.read(edited) : form.readRecorded(edited);
    } catch (InvalidInputException e) {
      throw blame(e, edits);
    }
  }

  /**
   * Returns the mistake at the path of the edit that caused it; if no single one did, with all
   * edits in front.
   */
  private static InvalidInputException blame(InvalidInputException e, List<Edit> edits) {
    String place = withoutRoot(e.where());
    if (edits.stream().anyMatch(edit -> edit.holds(place))) {
      return e.at(place);
    }
    String all = edits.stream().map(Edit::toString).collect(Collectors.joining(", "));
    return edits.stream()
        .filter(edit -> edit.isIn(place))
        .findFirst()
        .map(edit -> e.at(edit.path()))
        .orElseGet(() -> e.at(place).inside(all + ":"));
  }

  private static String withoutRoot(String path) {
    return path.startsWith(ROOT + ".") ? path.substring(2) : path;
  }

  private JsonNode change(Form form, JsonNode tree) {
    try {
      return change(form, new JsonValue(ROOT, tree), edit.steps());
    } catch (InvalidInputException e) {
      throw e.at(withoutRoot(e.where()));
    }
  }

  /** Returns the part at {@code here} with the change some steps below it. */
  private JsonNode change(Form form, JsonValue here, List<Edit.Step> steps) {
    if (steps.isEmpty()) {
      // A name made of digits is a string, though JSON reads it as a number.
      return form == Scalars.STRING && !edit.value().isTextual()
          ? TextNode.valueOf(edit.text())
          : edit.value();
    }
    if (form instanceof ListForm list) {
      return changeItem(list, here, steps);
    }
    if (form instanceof UnionForm union) {
      return changeMember(union, here, steps);
    }
    if (form instanceof LearningRateForm rate) {
      return changeMember(rate.schedules(), here, steps);
    }
    if (form instanceof NodeForm node) {
      return changeNode(node, here, steps);
    }
    if (form instanceof NetworkForm network) {
      return changeField(network.kind(here), here, steps);
    }
    if (form instanceof GanForm gan) {
      return changeField(gan.record(), here, steps);
    }
    if (form instanceof RecordForm record) {
      return changeField(record, here, steps);
    }
    throw noStep(here, steps.get(0), "the end of the path", "give the value as a whole");
  }

  private JsonNode changeItem(ListForm list, JsonValue here, List<Edit.Step> steps) {
    Edit.Step step = steps.get(0);
    if (!(here.node() instanceof ArrayNode array)) {
      throw here.mistake(list.expected(), "give it as a whole");
    }
    // The index after the last one can be given a new value, but has no parts to change.
    int most = steps.size() == 1 ? array.size() : array.size() - 1;
    if (most < 0) {
      throw here.mistake("an array with something to change", "give it as a whole");
    }
    if (!step.isIndex() || step.index() > most) {
      throw noStep(here, step, "an index from [0] to [" + most + "]", "count from 0");
    }
    JsonNode changed = change(list.item(), here.item(step.index()), rest(steps));
    ArrayNode copy = array.deepCopy();
    if (step.index() == copy.size()) {
      copy.add(changed);
    } else {
      copy.set(step.index(), changed);
    }
    return copy;
  }

  /** A layer's inputs are written beside its own fields. */
  private JsonNode changeNode(NodeForm form, JsonValue here, List<Edit.Step> steps) {
    Edit.Step step = steps.get(0);
    if (step.word().equals(NodeForm.FROM)) {
      if (steps.size() > 1) {
        throw noStep(
            here.field(NodeForm.FROM),
            steps.get(1),
            "the end of the path",
            "give the value as a whole");
      }
      return here.object(form.expected(), "give it as a whole")
          .deepCopy()
          .set(NodeForm.FROM, edit.value());
    }
    JsonNode changed = changeMember(NodeForm.layer(), form.layerOf(here), steps);
    JsonNode from = here.field(NodeForm.FROM).node();
    return from.isMissingNode() || !(changed instanceof ObjectNode object)
        ? changed
        : object.set(NodeForm.FROM, from);
  }

  private JsonNode changeMember(UnionForm union, JsonValue here, List<Edit.Step> steps) {
    JsonValue whole = union.spelledOut(here);
    if (steps.size() == 1 && steps.get(0).word().equals(UnionForm.TYPE)) {
      return union.retyped(whole, edit.value());
    }
    return changeField(union.memberForm(whole), whole, steps);
  }

  private JsonNode changeField(RecordForm record, JsonValue here, List<Edit.Step> steps) {
    ObjectNode object = here.object(record.expected(), "give it as a whole");
    Edit.Step step = steps.get(0);
    Field field = record.field(place(here, step), step.word());
    JsonValue own = here.field(field.name());
    JsonNode now = own.node().isMissingNode() ? record.defaultOf(field) : own.node();
    if (steps.size() > 1 && now.isNull()) {
      throw noStep(own, steps.get(1), "the end of the path", "give the value as a whole");
    }
    boolean toNull = steps.size() == 1 && field.nullable() && edit.value().isNull();
    JsonNode changed =
        toNull ? edit.value() : change(field.form(), new JsonValue(own.path(), now), rest(steps));
    return object.deepCopy().set(field.name(), changed);
  }

  private static List<Edit.Step> rest(List<Edit.Step> steps) {
    return steps.subList(1, steps.size());
  }

  private static InvalidInputException noStep(
      JsonValue here, Edit.Step step, String expected, String wayOut) {
    String found = step.isIndex() ? step.word() : JsonValue.quote(step.word());
    return new InvalidInputException(place(here, step), expected, found, wayOut);
  }

  private static String place(JsonValue here, Edit.Step step) {
    return step.isIndex() ? here.item(step.index()).path() : here.field(step.word()).path();
  }
}
