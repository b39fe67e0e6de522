package org.ganforge.observe.tfevents;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a message in protobuf's encoding, field by field. */
final class ProtoReader {
  private final ByteBuffer in;
  private int field;
  private int type;

  ProtoReader(byte[] message) {
    this.in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Advances to the next field; then call one of the other methods.
   *
   * @return its number; 0 at the end
   */
  int next() {
    if (!in.hasRemaining()) {
      return 0;
    }
    long key = varint();
    field = (int) (key >>> 3);
    type = (int) (key & 7);
    return field;
  }

  /** Reads a whole number. */
  long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BufferUnderflowException();
  }

  /** Reads bytes, a string or a message. */
  byte[] bytes() {
    long length = type == ProtoWriter.BYTES ? varint() : -1;
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  /** Skips the field, whatever its type. */
  void skip() {
    switch (type) {
      case ProtoWriter.VARINT -> varint();
      case ProtoWriter.FIXED_64 -> in.getDouble();
      case ProtoWriter.BYTES -> bytes();
      case ProtoWriter.FIXED_32 -> in.getFloat();
      default -> throw new BufferUnderflowException();
    }
  }
}
