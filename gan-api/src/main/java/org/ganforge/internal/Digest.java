package org.ganforge.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hexadecimal digests that identify files. */
public enum Digest {
  /** Identifies a file's content. */
  SHA_256("SHA-256"),
  /** Only detects damaged downloads; the content is verified by SHA-256. */
  MD5("MD5");

  private static final int BUFFER = 1 << 16;

  private final String algorithm;

  Digest(String algorithm) {
    this.algorithm = algorithm;
  }

  /** Returns the digest of the concatenated parts, each read from its start. */
  public String of(ByteBuffer... parts) {
    MessageDigest digest = start();
    for (ByteBuffer part : parts) {
      digest.update(part.duplicate().rewind());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns the digest of a file's bytes. */
  public String of(Path file) throws IOException {
    MessageDigest digest = start();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Starts an empty digest. */
  public MessageDigest start() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java provides " + algorithm, e);
    }
  }
}
