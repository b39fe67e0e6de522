package org.ganforge.data;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.IntPredicate;
import org.ganforge.picture.Picture;
import org.ganforge.picture.PictureException;

/** The possible pictures at a path, numbered in the same order on every machine. */
interface PictureSet {
  /** Returns how many possible pictures there are. */
  int count();

  /** Returns the name of one: a file's path in its folder or archive, or {@code image 7}. */
  String name(int index);

  /** Returns the files excluded from the start, with the reasons. */
  Map<String, String> refused();

  /** Returns a label for each, or none. */
  ClassLabels labels();

  /**
   * Visits the wanted ones, in whatever order is fastest.
   *
   * @throws IOException if the folder, archive or array as a whole cannot be read
   */
  void visit(IntPredicate wanted, Visitor visitor) throws IOException;

  /** Returns whether the pictures are encoded, so that reading one takes time. */
  boolean isEncoded();

  /** Returns whether the pictures can be read in any order. */
  boolean isRandom();

  /**
   * Opens the pictures for reading in any order, from any thread.
   *
   * @throws IOException if they can only be read one after the other
   */
  RandomPictures open() throws IOException;

  /** Pictures that can be read by number. */
  interface RandomPictures extends AutoCloseable {
    /** Returns a picture that has not been decoded yet. */
    Picture picture(int index) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Takes pictures one by one. */
  interface Visitor {
    /** Takes a picture that has not been opened yet; another thread may open it. */
    void picture(int index, Opening opening);

    /** Takes the reason why a picture cannot be read. */
    void unreadable(int index, String reason);
  }

  /** Opens a picture. */
  interface Opening {
    Picture open() throws PictureException;

    /** Returns its size in bytes. */
    long size();

    /** Adds its content to a digest. */
    void addTo(MessageDigest digest);
  }
}
