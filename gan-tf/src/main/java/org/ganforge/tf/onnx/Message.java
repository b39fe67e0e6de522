package org.ganforge.tf.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.layer.FloatTensor;

/**
 * A protobuf message whose fields are set by their numbers in <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>. Setting a field
 * again repeats it. Messages and tensors in it are encoded only while it is written, so that the
 * weights of a large network are in memory once.
 */
final class Message {
  private final List<Part> parts = new ArrayList<>();

  /** A field with its value. */
  private sealed interface Part {
    /** Returns the number of bytes with the field's number. */
    int size();

    void write(CodedOutputStream out) throws IOException;
  }

  private record Whole(int field, long value) implements Part {
    @Override
    public int size() {
      return CodedOutputStream.computeInt64Size(field, value);
    }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      out.writeInt64(field, value);
    }
  }

  private record Real(int field, float value) implements Part {
    @Override
    public int size() {
      return CodedOutputStream.computeFloatSize(field, value);
    }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      out.writeFloat(field, value);
    }
  }

  private record Bytes(int field, ByteString value) implements Part {
    @Override
    public int size() {
      return CodedOutputStream.computeBytesSize(field, value);
    }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      out.writeBytes(field, value);
    }
  }

  private record Reals(int field, FloatTensor value) implements Part {
    @Override
    public int size() {
      return delimited(field, length());
    }

    private int length() {
      return Math.multiplyExact(value.shape().size(), Float.BYTES);
    }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      begin(out, field, length());
      for (int i = 0; i < value.shape().size(); i++) {
        out.writeFloatNoTag(value.get(i));
      }
    }
  }

  private record Inner(int field, Message value) implements Part {
    @Override
    public int size() {
      return delimited(field, value.size());
    }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      begin(out, field, value.size());
      value.write(out);
    }
  }

  private static int delimited(int field, int length) {
    int before =
        CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(length);
    return Math.addExact(before, length);
  }

  private static void begin(CodedOutputStream out, int field, int length) throws IOException {
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(length);
  }

  /** Adds a whole number, or an enum's. */
  Message number(int field, long value) {
    return add(new Whole(field, value));
  }

  /** Adds a float. */
  Message real(int field, float value) {
    return add(new Real(field, value));
  }

  /** Adds a string in UTF-8. */
  Message text(int field, String value) {
    return bytes(field, ByteString.copyFromUtf8(value));
  }

  /** Adds bytes. */
  Message bytes(int field, ByteString value) {
    return add(new Bytes(field, value));
  }

  /** Adds bytes: float32 numbers, little-endian. */
  Message reals(int field, FloatTensor value) {
    return add(new Reals(field, value));
  }

  /** Adds a message, with the fields that it has when it is written. */
  Message message(int field, Message value) {
    return add(new Inner(field, value));
  }

  private Message add(Part part) {
    parts.add(part);
    return this;
  }

  private int size() {
    return parts.stream().mapToInt(Part::size).reduce(0, Math::addExact);
  }

  /** Writes the encoded message. */
  void writeTo(OutputStream out) throws IOException {
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    write(coded);
    coded.flush();
  }

  private void write(CodedOutputStream out) throws IOException {
    for (Part part : parts) {
      part.write(out);
    }
  }
}
