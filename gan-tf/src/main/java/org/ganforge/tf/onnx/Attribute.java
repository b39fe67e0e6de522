package org.ganforge.tf.onnx;

/** An attribute of a node: ONNX's AttributeProto. */
record Attribute(Message message) {
  private static final int NAME = 1;
  private static final int TYPE = 20;

  /** Returns an attribute that is a float. */
  static Attribute real(String name, double value) {
    return new Attribute(named(name, 1).real(2, (float) value));
  }

  /** Returns an attribute that is a whole number. */
  static Attribute number(String name, long value) {
    return new Attribute(named(name, 2).number(3, value));
  }

  /** Returns an attribute that is a string. */
  static Attribute text(String name, String value) {
    return new Attribute(named(name, 3).text(4, value));
  }

  /** Returns an attribute that is a list of whole numbers. */
  static Attribute numbers(String name, long... values) {
    Message message = named(name, 7);
    for (long value : values) {
      message.number(8, value);
    }
    return new Attribute(message);
  }

  private static Message named(String name, int type) {
    return new Message().text(NAME, name).number(TYPE, type);
  }
}
