package org.ganforge.data;

import org.ganforge.error.InvalidInputException;

/**
 * One IDX file as its makers published it.
 *
 * @param name its name without {@code .gz}
 * @param sha256 of the bytes without gzip: copies differ in their wrapping only
 */
record PublishedFile(Split split, IdxKind kind, String name, String sha256) {

  String gzipName() {
    return name + ".gz";
  }

  /** Returns {@code idx} if it is this file to the last byte. */
  IdxFile verify(IdxFile idx) {
    String digest = idx.sha256();
    if (!digest.equals(sha256)) {
      throw new InvalidInputException(
          idx.path().toString(), "SHA-256 " + sha256, digest, "download the file again");
    }
    return idx;
  }
}
