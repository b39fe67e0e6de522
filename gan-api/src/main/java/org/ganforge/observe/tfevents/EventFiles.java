package org.ganforge.observe.tfevents;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.internal.file.PlainFiles;
import org.jspecify.annotations.Nullable;

/**
 * The event files of a directory, {@code events.out.tfevents.<seconds>.ganforge}. Each training
 * session writes a separate file, created with the first value. TensorBoard reads them in the order
 * of their names.
 */
public final class EventFiles implements AutoCloseable {
  private static final Pattern NAME =
      Pattern.compile("events\\.out\\.tfevents\\.(\\d{10})\\.ganforge");

  /** Longer ones are not compared, but written again. */
  private static final int MOST_COMPARED = 1 << 16;

  private final Path directory;
  private final Clock clock;
  private final long iteration;
  private final Map<String, Long> steps = new HashMap<>();
  private final Map<String, byte[]> last = new HashMap<>();
  private long newest;
  private @Nullable FileChannel channel;
  private Path file;

  private EventFiles(Path directory, long iteration, Clock clock) {
    this.directory = directory;
    this.file = directory;
    this.iteration = iteration;
    this.clock = clock;
  }

  /**
   * Opens the files to continue after {@code iteration} iterations: later events are removed, and
   * so is everything from an incomplete event on, such as the last one of a killed process.
   *
   * @throws org.ganforge.error.InvalidInputException if a file cannot be read or written
   */
  public static EventFiles open(Path directory, long iteration, Clock clock) {
    EventFiles opened = new EventFiles(directory, iteration, clock);
    boolean isWhole = true;
    for (Path file : list(directory)) {
      try {
        isWhole = opened.take(file, isWhole);
      } catch (IOException e) {
        throw FileErrors.unwritable(file, e);
      }
    }
    return opened;
  }

  /** Returns the files in the order in which TensorBoard reads them. */
  public static List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FileErrors.unreadable(directory, e);
    }
  }

  /**
   * Reads the events of a file and truncates it after the last one to keep.
   *
   * @param isWanted whether all earlier files were kept whole
   * @return whether this one was kept whole
   */
  private boolean take(Path file, boolean isWanted) throws IOException {
    long size = Files.size(file);
    long kept = isWanted ? kept(file, size) : 0;
    if (kept == 0) {
      PlainFiles.require(file);
      Files.delete(file);
      return false;
    }
    Matcher name = NAME.matcher(file.getFileName().toString());
    newest = name.matches() ? Long.parseLong(name.group(1)) : newest;
    if (kept < size) {
      try (FileChannel cut = PlainFiles.open(file, StandardOpenOption.WRITE)) {
        cut.truncate(kept);
      }
    }
    return kept == size;
  }

  /** Returns the end of the events to keep; 0 if there are none. */
  private long kept(Path file, long size) throws IOException {
    try (InputStream in = new BufferedInputStream(PlainFiles.read(file), 1 << 16)) {
      Records records = new Records(in, size);
      long kept = 0;
      for (byte[] record = records.next(); record != null; record = records.next()) {
        Event event;
        try {
          event = Event.read(record);
        } catch (BufferUnderflowException e) {
          return kept;
        }
        if (event.step() > iteration) {
          return kept;
        }
        event.values().forEach(value -> remember(event.step(), value));
        if (!event.values().isEmpty()) {
          kept = records.position();
        }
      }
      return kept;
    }
  }

  private void remember(long step, SummaryValue value) {
    steps.put(value.tag(), step);
    if (value.bytes().length <= MOST_COMPARED) {
      last.put(value.tag(), value.bytes());
    }
  }

  /** Returns the step of the last value with a tag; -1 if there is none. */
  public long lastStep(String tag) {
    return steps.getOrDefault(tag, -1L);
  }

  /** Appends the values of one step that are missing. */
  public void append(long step, List<SummaryValue> values) {
    List<SummaryValue> fresh =
        values.stream().filter(value -> step > lastStep(value.tag())).toList();
    if (!fresh.isEmpty()) {
      write(Event.of(SummaryValue.seconds(clock.instant()), step, fresh));
      fresh.forEach(value -> remember(step, value));
    }
  }

  /** Appends a value unless it equals the last one with its tag. */
  public void appendChange(long step, SummaryValue value) {
    if (!Arrays.equals(value.bytes(), last.get(value.tag()))) {
      append(step, List.of(value));
    }
  }

  private void write(byte[] event) {
    try {
      FileChannel out = channel == null ? create() : channel;
      write(out, event);
    } catch (IOException e) {
      throw FileErrors.unwritable(file, e);
    }
  }

  private FileChannel create() throws IOException {
    boolean isResumed = newest > 0;
    newest = Math.max(clock.instant().getEpochSecond(), newest + 1);
    file =
        directory.resolve(String.format(Locale.ROOT, "events.out.tfevents.%010d.ganforge", newest));
    FileChannel out =
        PlainFiles.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel = out;
    double now = SummaryValue.seconds(clock.instant());
    write(out, Event.version(now));
    if (isResumed) {
      write(out, Event.start(now, iteration + 1));
    }
    return out;
  }

  private static void write(FileChannel out, byte[] event) throws IOException {
    ByteBuffer record = Records.of(event);
    while (record.hasRemaining()) {
      out.write(record);
    }
  }

  /** Closes the current file. */
  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw FileErrors.unwritable(file, e);
    }
  }
}
