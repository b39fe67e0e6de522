package org.ganforge.tf.distributed;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message from one worker to another: a kind and some words. On the wire: a byte, the number of
 * words, and each word's length and UTF-8.
 *
 * @param kind what is meant
 * @param words details that depend on the kind
 */
record Frame(Kind kind, List<String> words) {
  /** The longest text, a spec's JSON, has at most a million characters. */
  private static final int LONGEST_WORD = 1 << 22;

  private static final int MOST_WORDS = 1 << 14;
  private static final String STRANGER = "not a worker of GanForge";

  /** The kinds, each with its code on the wire. */
  enum Kind {
    /** The first word of a worker to the chief: its rank, and what all have to agree on. */
    HELLO(1),
    /** The chief's answer once all are there: the forms of convolutions. */
    WELCOME(2),
    /** The sender refuses the start; the word is the reason. */
    REFUSED(3),
    /** The worker computes right with the chief's forms. */
    PROVED(4),
    /** The chief's server is up. */
    START(5),
    /** The worker's server is up, and its graph is compiled. */
    READY(6),
    /** All run these parts of an iteration now. */
    STEP(7),
    /** All compute the gradients of this step now. */
    GRADIENTS(8),
    /** All restore a checkpoint, whose files follow. */
    RESTORE(9),
    /** The worker asks the chief to end the training cleanly. */
    STOP(10),
    /** The training is over; the word is the reason if it failed. */
    END(11),
    /** The worker cannot continue; the word is the reason. */
    FAILED(12),
    /** The sender is alive. */
    BEAT(13);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Kind of(int code) throws IOException {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IOException(STRANGER);
    }
  }

  /** Copies the list. */
  Frame {
    words = List.copyOf(words);
  }

  static Frame of(Kind kind, String... words) {
    return new Frame(kind, List.of(words));
  }

  /** Returns the first word, or nothing if there is none. */
  String word() {
    return words.isEmpty() ? "" : words.get(0);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeByte(kind.code);
    out.writeInt(words.size());
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
    out.flush();
  }

  /**
   * Reads the next one.
   *
   * @throws IOException if the connection has ended, or the sender speaks another protocol
   */
  static Frame read(DataInputStream in) throws IOException {
    Kind kind = Kind.of(in.readUnsignedByte());
    int count = in.readInt();
    if (count < 0 || count > MOST_WORDS) {
      throw new IOException(STRANGER);
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(word(in));
    }
    return new Frame(kind, words);
  }

  private static String word(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST_WORD) {
      throw new IOException(STRANGER);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the connection ended");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
