package org.ganforge.tf.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ganforge.KerasVersion;
import org.ganforge.layer.FloatTensor;

/**
 * A golden case under the rules of one version of Keras: a question, and Keras' numbers.
 *
 * @param name the file's name, with Keras' version unless it is 3
 * @param keras the version whose rules apply
 * @param fields the case
 * @param json the whole file, including the other version's answer
 */
public record GoldenCase(String name, KerasVersion keras, Fields fields, ObjectNode json) {
  /** Fields about a case's origin, and the draws measured in other libraries. */
  private static final String[] ABOUT = {
    "kind", "name", "source", "agreement", "note", "rules", "alternatives", "preset", "measured"
  };

  /** Returns the case of a file under the rules of one version of Keras. */
  static GoldenCase of(String file, ObjectNode json, KerasVersion keras) {
    boolean isFirst = keras == KerasVersion.KERAS_3;
    Fields fields = new Fields("", isFirst ? json : KerasRules.keras2(json));
    fields.ignore(ABOUT);
    return new GoldenCase(isFirst ? file : file + " (keras 2)", keras, fields, json);
  }

  /** Returns the tolerance of the case. */
  public Tolerance tolerance() {
    Fields tolerance = fields.object("tolerance");
    return new Tolerance(tolerance.number("absolute"), tolerance.number("relative"));
  }

  /** Compares a tensor with the case's own. */
  public void check(String what, FloatTensor expected, FloatTensor actual) {
    tolerance().check(what, expected, actual);
  }

  /** Compares a number with the case's own. */
  public void check(String what, double expected, double actual) {
    tolerance().check(what, expected, actual);
  }

  /** Fails if the case has anything that the test has not read or does not know. */
  public void requireUnderstood() {
    assertThat(fields.unread()).as("fields of the case that the test does not know").isEmpty();
    assertThat(name).as("file").startsWith(fields.text("name"));
    KerasRules.check(json);
  }

  /** Returns the name that the test is reported by. */
  @Override
  public String toString() {
    return name;
  }
}
