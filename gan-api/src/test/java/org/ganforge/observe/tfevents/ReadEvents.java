package org.ganforge.observe.tfevents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads event files. */
public final class ReadEvents {
  private ReadEvents() {}

  /** Returns {@code "3 loss/d_loss"} for each value of a directory, in the order of its files. */
  public static List<String> tags(Path directory) throws IOException {
    List<String> tags = new ArrayList<>();
    for (Path file : EventFiles.list(directory)) {
      for (Event event : events(file)) {
        event.values().forEach(value -> tags.add(event.step() + " " + value.tag()));
      }
    }
    return tags;
  }

  /** Returns {@code "3 0.25"} for each number with a tag. */
  public static List<String> scalars(Path directory, String tag) throws IOException {
    List<String> scalars = new ArrayList<>();
    for (Path file : EventFiles.list(directory)) {
      for (Event event : events(file)) {
        for (SummaryValue value : event.values()) {
          if (value.tag().equals(tag)) {
            scalars.add(event.step() + " " + scalar(value.bytes()));
          }
        }
      }
    }
    return scalars;
  }

  /** A number is at the end of its message. */
  private static float scalar(byte[] message) {
    return ByteBuffer.wrap(message)
        .order(ByteOrder.LITTLE_ENDIAN)
        .getFloat(message.length - Float.BYTES);
  }

  private static List<Event> events(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      Records records = new Records(in, Files.size(file));
      for (byte[] record = records.next(); record != null; record = records.next()) {
        events.add(Event.read(record));
      }
    }
    return events;
  }
}
