package org.ganforge.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.ganforge.internal.Digest;
import org.ganforge.layer.TensorShape;

/** The content of an IDX file: unsigned bytes and their shape, the count first. */
final class IdxFile {
  private final Path path;
  private final ByteBuffer header;
  private final TensorShape shape;
  private final byte[] body;

  IdxFile(Path path, ByteBuffer header, TensorShape shape, byte[] body) {
    this.path = path;
    this.header = header;
    this.shape = shape;
    this.body = body;
  }

  Path path() {
    return path;
  }

  TensorShape shape() {
    return shape;
  }

  int count() {
    return shape.dim(0);
  }

  /** Returns the bytes after the header; not a copy. */
  byte[] body() {
    return body;
  }

  /** Returns the SHA-256 of the uncompressed file. */
  String sha256() {
    return Digest.SHA_256.of(header, ByteBuffer.wrap(body));
  }
}
