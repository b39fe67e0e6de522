package org.ganforge.observe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.json.record.MeasuredLine;

/** The lines of a growing {@link MeasureLog}, up to a damaged one. */
final class MeasureTail implements LogTail.Lines {
  private final LogTail tail;
  private final List<MeasuredLine> lines = new ArrayList<>();

  MeasureTail(Path path) {
    this.tail = new LogTail(path, Long.MAX_VALUE, this);
  }

  /**
   * Returns all lines as they are now.
   *
   * @throws org.ganforge.error.InvalidInputException if the file cannot be read
   */
  List<MeasuredLine> read() {
    tail.read();
    return List.copyOf(lines);
  }

  @Override
  public void restart() {
    lines.clear();
  }

  @Override
  public boolean take(byte[] bytes) {
    String text = new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1);
    MeasuredLine line = MeasureLog.next(lines, text);
    return line != null && lines.add(line);
  }
}
