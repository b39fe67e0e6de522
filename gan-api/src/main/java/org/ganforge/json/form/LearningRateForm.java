package org.ganforge.json.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.text.JsonValue;
import org.ganforge.optimizer.ConstantRate;
import org.ganforge.optimizer.LearningRateSchedule;

/** A learning rate: a number, or a schedule as an object. */
public final class LearningRateForm implements Form {
  LearningRateForm() {}

  /** Returns the form of schedules. */
  public UnionForm schedules() {
    return (UnionForm) Forms.of(LearningRateSchedule.class);
  }

  @Override
  public String expected() {
    return "a number or a schedule";
  }

  @Override
  public Object read(JsonValue json) {
    if (json.node().isObject()) {
      return schedules().read(json);
    }
    if (!json.node().isNumber()) {
      throw json.mistake(
          expected(), json.node().isTextual() ? "write it without quotes" : "write digits");
    }
    double rate = (double) Scalars.NUMBER.read(json);
    try {
      return ConstantRate.of(rate);
    } catch (InvalidInputException e) {
      throw e.at(json.path());
    }
  }

  @Override
  public JsonNode write(Object value) {
    return value instanceof ConstantRate constant
        ? DoubleNode.valueOf(constant.value())
        : schedules().write(value);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    either
        .withArray("anyOf")
        .add(Scalars.NUMBER.schema(definitions))
        .add(schedules().schema(definitions));
    return either;
  }
}
