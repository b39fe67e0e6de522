package org.ganforge.data;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileErrors;
import org.ganforge.picture.Picture;
import org.ganforge.picture.PictureException;

/** Visits pictures on all processors and keeps track of unreadable ones. */
final class PictureVisits {
  private final ImageFiles files;
  private final PictureSet set;
  private final Map<Integer, String> unread = new ConcurrentHashMap<>();

  PictureVisits(ImageFiles files, PictureSet set) {
    this.files = files;
    this.set = set;
  }

  /** Work on an opened picture, on any thread. */
  interface Work {
    void on(int index, Picture picture, PictureSet.Opening opening) throws PictureException;
  }

  /** Does the work for each wanted picture; forgets the unreadable ones of earlier visits. */
  void visit(IntPredicate wanted, Work work) {
    unread.clear();
    try (Decoders decoders = Decoders.start()) {
      set.visit(
          wanted,
          new PictureSet.Visitor() {
            @Override
            public void picture(int index, PictureSet.Opening opening) {
              decoders.submit(opening.size(), () -> work(decoders, index, opening, work));
            }

            @Override
            public void unreadable(int index, String reason) {
              unread.put(index, reason);
            }
          });
      decoders.finish();
    } catch (IOException e) {
      throw PicturePlace.unreadable(files.path(), e);
    }
  }

  private void work(Decoders decoders, int index, PictureSet.Opening opening, Work work) {
    try {
      Picture picture = opening.open();
      int room = decoders.takeRoom(files.path() + " " + set.name(index), picture);
      try {
        work.on(index, picture, opening);
      } finally {
        decoders.giveBack(room);
      }
    } catch (PictureException e) {
      unread.put(index, FileErrors.reason(e));
    }
  }

  /**
   * Returns the readable pictures, after a visit of all.
   *
   * @throws InvalidInputException if there are none, or fewer than all in strict mode
   */
  int[] read() {
    int[] read = IntStream.range(0, set.count()).filter(i -> !unread.containsKey(i)).toArray();
    if (read.length == 0) {
      throw nothingReadable();
    }
    SkippedFiles skipped = skipped();
    if (files.strict() && skipped.count() > 0) {
      throw new InvalidInputException(
          files.path().toString(),
          "pictures that can all be read",
          skipped.count() + " that cannot: " + String.join(", ", skipped.examples()),
          "remove them, or leave out the strict check");
    }
    return read;
  }

  SkippedFiles skipped() {
    Map<String, String> reasons = new TreeMap<>(set.refused());
    unread.forEach((index, reason) -> reasons.put(set.name(index), reason));
    return new SkippedFiles(set.count() + set.refused().size(), reasons);
  }

  InvalidInputException nothingReadable() {
    return new InvalidInputException(
        files.path().toString(),
        "a picture in " + FilePictures.FORMATS + " that can be read",
        skipped().toString(),
        "check the files");
  }
}
