package org.ganforge.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.picture.Picture;
import org.ganforge.picture.PictureException;
import org.jspecify.annotations.Nullable;

/** The pictures behind a stream, and the frame that each is fitted to. */
final class StreamedFiles implements AutoCloseable {
  private final PictureSet set;
  private final PictureSet.RandomPictures pictures;
  private final ImageFiles files;
  private final Framing.Frame frame;
  private final byte[][] digests;
  private final @Nullable KeptPixels kept;
  private volatile boolean isClosed;

  /**
   * Takes ownership of opened pictures.
   *
   * @param digests the digests of all that were read, by number
   * @param kept the cache of decoded images; null if decoding costs nothing
   */
  StreamedFiles(
      PictureSet set,
      PictureSet.RandomPictures pictures,
      ImageFiles files,
      Framing.Frame frame,
      byte[][] digests,
      @Nullable KeptPixels kept) {
    this.set = set;
    this.pictures = pictures;
    this.files = files;
    this.frame = frame;
    this.digests = digests;
    this.kept = kept;
  }

  /** Returns a picture before decoding, to determine the memory it needs. */
  Picture picture(int index) {
    if (isClosed) {
      throw new IllegalStateException(
          "the stream of " + files.path() + " is closed; read its images before it is closed");
    }
    try {
      return pictures.picture(index);
    } catch (IOException e) {
      throw lost(index, FileErrors.reason(e));
    }
  }

  /** Returns an image's bytes. */
  byte[] image(int index, Picture picture, Framing.Cut cut) {
    try {
      return framing().frame(picture, frame, cut).bytes();
    } catch (PictureException e) {
      throw lost(index, FileErrors.reason(e));
    }
  }

  /** Returns the cache of decoded images; null if there is none. */
  @Nullable KeptPixels kept() {
    return kept;
  }

  String where(int index) {
    return files.path() + " " + set.name(index);
  }

  Framing framing() {
    return files.framing();
  }

  /** Returns the digest of these pictures' files and of the form they are converted to. */
  String digest(int[] indices, Augmentation augmentation, ClassLabels labels) {
    MessageDigest digest = Digest.SHA_256.start();
    String form = framing() + " " + frame + " " + augmentation;
    digest.update(form.getBytes(StandardCharsets.UTF_8));
    for (int index : indices) {
      digest.update(digests[index]);
    }
    digest.update(labels.bytes());
    return HexFormat.of().formatHex(digest.digest());
  }

  private InvalidInputException lost(int index, String found) {
    return new InvalidInputException(
        where(index),
        "the picture that was there when the stream was opened",
        found,
        "put it back, or open the stream again");
  }

  @Override
  public void close() {
    isClosed = true;
    if (kept != null) {
      kept.close();
    }
    try {
      pictures.close();
    } catch (IOException e) {
      throw FileErrors.unreadable(files.path(), e);
    }
  }
}
