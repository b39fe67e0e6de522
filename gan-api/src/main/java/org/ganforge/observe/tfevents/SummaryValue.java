package org.ganforge.observe.tfevents;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.ganforge.layer.FloatTensor;

/**
 * A value with a tag for TensorBoard: a {@code tensorflow.Summary.Value}. Field numbers are those
 * in TensorBoard's and TensorFlow's .proto files.
 */
public final class SummaryValue {
  /** The tag of {@link #hyperparameters}. */
  public static final String SESSION_START = "_hparams_/session_start_info";

  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int IMAGE = 4;
  private static final int TENSOR = 8;
  private static final int METADATA = 9;
  private static final int DOUBLE = 2;
  private static final int STRING = 7;
  private static final int RGB = 3;

  /** The offset of the width in a PNG file; the height follows. */
  private static final int PNG_WIDTH = 16;

  private final String tag;
  private final byte[] bytes;

  private SummaryValue(String tag, ProtoWriter message) {
    this(tag, message.toByteArray());
  }

  private SummaryValue(String tag, byte[] bytes) {
    this.tag = tag;
    this.bytes = bytes;
  }

  /** Returns a number, which TensorBoard stores as float32. */
  public static SummaryValue scalar(String tag, double value) {
    return new SummaryValue(tag, tagged(tag).fixed(SIMPLE_VALUE, (float) value));
  }

  /** Returns a picture. */
  public static SummaryValue image(String tag, byte[] png) {
    ByteBuffer header = ByteBuffer.wrap(png, PNG_WIDTH, 2 * Integer.BYTES);
    int width = header.getInt();
    int height = header.getInt();
    ProtoWriter image =
        new ProtoWriter().varint(1, height).varint(2, width).varint(3, RGB).bytes(4, png);
    return new SummaryValue(tag, tagged(tag).message(IMAGE, image));
  }

  /** Returns a text in Markdown. */
  public static SummaryValue text(String tag, String markdown) {
    ProtoWriter tensor =
        new ProtoWriter().varint(1, STRING).message(2, new ProtoWriter()).text(8, markdown);
    return new SummaryValue(
        tag,
        tagged(tag).message(TENSOR, tensor).message(METADATA, plugin("text", new ProtoWriter())));
  }

  /** Returns a histogram of numbers in 30 equal buckets, like Keras' callback. */
  public static SummaryValue histogram(String tag, FloatTensor numbers) {
    double[] buckets = Buckets.of(numbers);
    ByteBuffer content =
        ByteBuffer.allocate(buckets.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    content.asDoubleBuffer().put(buckets);
    ProtoWriter shape =
        new ProtoWriter()
            .message(2, new ProtoWriter().varint(1, buckets.length / Buckets.COLUMNS))
            .message(2, new ProtoWriter().varint(1, Buckets.COLUMNS));
    ProtoWriter tensor =
        new ProtoWriter().varint(1, DOUBLE).message(2, shape).bytes(4, content.array());
    return new SummaryValue(
        tag,
        tagged(tag)
            .message(TENSOR, tensor)
            .message(METADATA, plugin("histograms", new ProtoWriter())));
  }

  /**
   * Returns the settings at the start of training, for the HParams page.
   *
   * @param parameters numbers, booleans and strings by name
   */
  public static SummaryValue hyperparameters(Map<String, Object> parameters, Instant start) {
    ProtoWriter session = new ProtoWriter();
    parameters.forEach(
        (name, value) ->
            session.message(1, new ProtoWriter().text(1, name).message(2, parameter(value))));
    session.fixed(5, seconds(start));
    return hparams(SESSION_START, new ProtoWriter().message(3, session));
  }

  /** Returns a marker that training has ended as planned, for the HParams page. */
  public static SummaryValue end(Instant end) {
    ProtoWriter session = new ProtoWriter().varint(1, 1).fixed(2, seconds(end));
    return hparams("_hparams_/session_end_info", new ProtoWriter().message(4, session));
  }

  private static SummaryValue hparams(String tag, ProtoWriter content) {
    return new SummaryValue(tag, tagged(tag).message(METADATA, plugin("hparams", content)));
  }

  private static ProtoWriter parameter(Object value) {
    if (value instanceof Number number) {
      return new ProtoWriter().fixed(2, number.doubleValue());
    }
    return value instanceof Boolean flag
        ? new ProtoWriter().varint(4, flag ? 1 : 0)
        : new ProtoWriter().text(3, value.toString());
  }

  private static ProtoWriter tagged(String tag) {
    return new ProtoWriter().text(TAG, tag);
  }

  private static ProtoWriter plugin(String name, ProtoWriter content) {
    return new ProtoWriter().message(1, new ProtoWriter().text(1, name).message(2, content));
  }

  static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() * 1e-9;
  }

  /** Reads a value. */
  static SummaryValue read(byte[] message) {
    ProtoReader value = new ProtoReader(message);
    String tag = "";
    for (int field = value.next(); field != 0; field = value.next()) {
      if (field == TAG) {
        tag = new String(value.bytes(), StandardCharsets.UTF_8);
      } else {
        value.skip();
      }
    }
    return new SummaryValue(tag, message);
  }

  /** Returns the name under which TensorBoard displays it. */
  public String tag() {
    return tag;
  }

  byte[] bytes() {
    return bytes;
  }
}
