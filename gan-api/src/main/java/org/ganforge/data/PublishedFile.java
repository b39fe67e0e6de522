package org.ganforge.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;

/**
 * A published IDX file.
 *
 * @param name its name without {@code .gz}
 * @param digested which bytes the digest covers
 * @param sha256 the digest
 */
record PublishedFile(Split split, IdxKind kind, String name, Digested digested, String sha256) {

  /** Which bytes a published digest covers. */
  enum Digested {
    /** The uncompressed bytes: copies differ only in their compression. */
    CONTENT,
    /** The {@code .gz} file itself. */
    GZIP
  }

  String gzipName() {
    return name + ".gz";
  }

  /** Returns {@code idx} if it is exactly this file. */
  IdxFile verify(IdxFile idx) {
    String digest = digestOf(idx);
    if (!digest.equals(sha256)) {
      throw new InvalidInputException(
          idx.path().toString(), "SHA-256 " + sha256, digest, "download the file again");
    }
    return idx;
  }

  /** Returns whether {@code idx} is this file, whatever its name. */
  boolean is(IdxFile idx) {
    return digestOf(idx).equals(sha256);
  }

  private String digestOf(IdxFile idx) {
    try {
      return digested == Digested.CONTENT ? idx.sha256() : Digest.SHA_256.of(idx.path());
    } catch (IOException e) {
      throw new InvalidInputException(
          idx.path().toString(),
          "a file that can be read",
          e.getClass().getSimpleName(),
          "check its permissions");
    }
  }

  /** Returns whether a folder has a file with this name; its content is checked when it is read. */
  boolean isIn(Path folder) {
    return !copies(folder).isEmpty();
  }

  /** Returns the folder's file if it is exactly this one; empty for a damaged copy. */
  Optional<IdxFile> readFrom(Path folder) {
    return copies(folder).stream().flatMap(copy -> whole(copy).stream()).findFirst();
  }

  private Optional<IdxFile> whole(Path copy) {
    try {
      return Optional.of(verify(IdxReader.read(copy, kind)));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private List<Path> copies(Path folder) {
    return Stream.of(gzipName(), name).map(folder::resolve).filter(Files::isRegularFile).toList();
  }
}
