package org.ganforge.data;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.IntPredicate;
import org.ganforge.picture.Picture;
import org.ganforge.picture.PictureException;

/** What may be pictures in one place, numbered in an order that is the same on every machine. */
interface PictureSet {
  /** Returns how many there may be. */
  int count();

  /** Returns where one is: a file's path in its folder or archive, or {@code image 7}. */
  String name(int index);

  /** Returns what was left out from the start, with the reasons. */
  Map<String, String> refused();

  /** Returns a label for each, or none. */
  ClassLabels labels();

  /**
   * Goes through the wanted ones, in an order of its own.
   *
   * @throws IOException if the place as a whole cannot be read
   */
  void visit(IntPredicate wanted, Visitor visitor) throws IOException;

  /** Returns whether the pictures are encoded, so that it takes time to read one. */
  boolean isEncoded();

  /** Returns whether the pictures can be read in any order. */
  boolean isRandom();

  /**
   * Opens the pictures to be read in any order, by any thread.
   *
   * @throws IOException if they can only be read one after the other
   */
  RandomPictures open() throws IOException;

  /** Pictures that are read by number. */
  interface RandomPictures extends AutoCloseable {
    /** Returns a picture, which is yet to be decoded. */
    Picture picture(int index) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Takes them one by one. */
  interface Visitor {
    /** Takes a picture that is yet to be opened, perhaps by another thread. */
    void picture(int index, Opening opening);

    /** Takes the reason why there is none. */
    void unreadable(int index, String reason);
  }

  /** Opens a picture. */
  interface Opening {
    Picture open() throws PictureException;

    /** Returns how many bytes it holds. */
    long size();

    /** Adds what it is made of to a digest. */
    void addTo(MessageDigest digest);
  }
}
