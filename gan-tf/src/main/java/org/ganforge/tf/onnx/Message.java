package org.ganforge.tf.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;

/**
 * A protobuf message whose fields are set by their numbers in <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>. Setting a field
 * again repeats it.
 */
final class Message {
  private final UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();

  /** Adds a whole number, or an enum's. */
  Message number(int field, long value) {
    return add(field, UnknownFieldSet.Field.newBuilder().addVarint(value));
  }

  /** Adds a float. */
  Message real(int field, float value) {
    return add(
        field, UnknownFieldSet.Field.newBuilder().addFixed32(Float.floatToRawIntBits(value)));
  }

  /** Adds a string in UTF-8. */
  Message text(int field, String value) {
    return bytes(field, ByteString.copyFromUtf8(value));
  }

  /** Adds bytes. */
  Message bytes(int field, ByteString value) {
    return add(field, UnknownFieldSet.Field.newBuilder().addLengthDelimited(value));
  }

  /** Adds a message, as it is now. */
  Message message(int field, Message value) {
    return bytes(field, value.toByteString());
  }

  /** Returns the encoded message. */
  ByteString toByteString() {
    return fields.build().toByteString();
  }

  private Message add(int field, UnknownFieldSet.Field.Builder value) {
    fields.mergeField(field, value.build());
    return this;
  }
}
