package org.ganforge.observe.tfevents;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code tensorflow.Event}.
 *
 * @param step how many iterations were done
 * @param values its values; none for the first event of a file, which holds the version
 */
record Event(long step, List<SummaryValue> values) {
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  private static final int VALUE = 1;

  Event {
    values = List.copyOf(values);
  }

  /**
   * Returns the message for some values.
   *
   * @param time in seconds since 1970
   */
  static byte[] of(double time, long step, List<SummaryValue> values) {
    ProtoWriter summary = new ProtoWriter();
    values.forEach(value -> summary.bytes(VALUE, value.bytes()));
    return at(time).varint(STEP, step).message(SUMMARY, summary).toByteArray();
  }

  /** Returns the message that begins every file. */
  static byte[] version(double time) {
    return at(time).text(FILE_VERSION, "brain.Event:2").toByteArray();
  }

  /** Returns the message that makes TensorBoard drop {@code step} and later steps. */
  static byte[] start(double time, long step) {
    return at(time)
        .varint(STEP, step)
        .message(SESSION_LOG, new ProtoWriter().varint(1, 1))
        .toByteArray();
  }

  private static ProtoWriter at(double time) {
    return new ProtoWriter().fixed(WALL_TIME, time);
  }

  /**
   * Reads the event in a message.
   *
   * @throws java.nio.BufferUnderflowException if it is not a valid message
   */
  static Event read(byte[] message) {
    ProtoReader event = new ProtoReader(message);
    long step = 0;
    List<SummaryValue> values = new ArrayList<>();
    for (int field = event.next(); field != 0; field = event.next()) {
      if (field == STEP) {
        step = event.varint();
      } else if (field == SUMMARY) {
        ProtoReader summary = new ProtoReader(event.bytes());
        while (summary.next() != 0) {
          values.add(SummaryValue.read(summary.bytes()));
        }
      } else {
        event.skip();
      }
    }
    return new Event(step, values);
  }
}
