package org.ganforge.tf.distributed;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/** A connection to another worker. Any thread may send; one reads. */
final class Peer implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final int rank;
  private final String name;
  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final ReentrantLock sending = new ReentrantLock();
  private volatile long heard = System.nanoTime();

  Peer(int rank, String name, Socket socket) throws IOException {
    this.rank = rank;
    this.name = name;
    this.socket = socket;
    // A step must not wait for the acknowledgement of the last one.
    socket.setTcpNoDelay(true);
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
  }

  /** Returns the same connection for a worker whose rank is known by now. */
  Peer as(int known, String itsName) throws IOException {
    socket.setSoTimeout(0);
    return new Peer(known, itsName, socket);
  }

  int rank() {
    return rank;
  }

  String name() {
    return name;
  }

  /** Returns for how long nothing has arrived. */
  long silentNanos() {
    return System.nanoTime() - heard;
  }

  void send(Frame frame) throws IOException {
    sending.lock();
    try {
      frame.write(out);
    } finally {
      sending.unlock();
    }
  }

  /** Sends a sign of life, unless another thread is sending, which is one, too. */
  void beat() throws IOException {
    if (sending.tryLock()) {
      try {
        Frame.of(Frame.Kind.BEAT).write(out);
      } finally {
        sending.unlock();
      }
    }
  }

  /** Sends a frame and the files that it lists: pairs of a name and a size. */
  void send(Frame frame, Path directory) throws IOException {
    sending.lock();
    try {
      frame.write(out);
      for (int i = 0; i < frame.words().size(); i += 2) {
        Files.copy(directory.resolve(frame.words().get(i)), out);
      }
      out.flush();
    } finally {
      sending.unlock();
    }
  }

  /** Waits for the next frame. */
  Frame receive() throws IOException {
    Frame frame = Frame.read(in);
    heard = System.nanoTime();
    return frame;
  }

  /** Reads the files that follow a frame. */
  void receive(Frame frame, Path directory) throws IOException {
    for (int i = 0; i < frame.words().size(); i += 2) {
      String file = frame.words().get(i);
      if (!file.matches("\\w[\\w.-]*")) {
        throw new IOException("not the name of a checkpoint's file");
      }
      copy(Long.parseLong(frame.words().get(i + 1)), directory.resolve(file));
    }
  }

  private void copy(long size, Path file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (OutputStream target = Files.newOutputStream(file)) {
      for (long left = size; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
        if (read < 0) {
          throw new IOException("the connection ended");
        }
        heard = System.nanoTime();
        target.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no more use either way.
    }
  }
}
