package org.ganforge.examples.option;

import java.util.List;
import java.util.Locale;
import org.ganforge.Gan;
import org.ganforge.data.ImageForm;
import org.ganforge.data.ImageSource;
import org.ganforge.data.OpenImages;
import org.ganforge.data.SkippedFiles;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;

/** Prints how a user's pictures were read. */
public final class PictureLines {
  private static final int MOST_CLASSES = 5;
  private static final int FEW = 1000;
  private static final int MANY_VISITS = 100;

  private PictureLines() {}

  /** Prints a line for the form, one for the files and one for the images. */
  public static void tell(Console console, OpenImages open, PictureOptions options) {
    tell(console, open.form());
    tell(console, open.skipped());
    ImageSource images = open.images();
    console.line(
        "images "
            + String.format(Locale.ROOT, "%,d ", images.count())
            + options.place(open)
            + classes(images.classNames()));
  }

  /** Prints which size and colours the images get, and why. */
  public static void tell(Console console, ImageForm form) {
    console.line("size   " + form);
  }

  /**
   * Says what to expect when there are so few pictures that each is seen many times.
   *
   * @param chosen the images that the model is trained on
   */
  public static void tellFew(Console console, Gan gan, ImageSource chosen) {
    long visits = gan.plan().iterations() * gan.plan().batchSize() / chosen.count();
    if (chosen.count() >= FEW || visits < MANY_VISITS) {
      return;
    }
    boolean isFlipped = chosen.origin().filter(origin -> origin.augmentation().flips()).isPresent();
    console.line(
        String.format(
            Locale.ROOT,
            "note   few pictures, each seen %,d times: samples may be copies of them; add"
                + " pictures%s",
            visits,
            isFlipped ? "" : ", or mirror them with --flip if left and right can be swapped"));
  }

  private static void tell(Console console, SkippedFiles skipped) {
    console.line("files  " + skipped);
  }

  private static String classes(List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String more = names.size() > MOST_CLASSES ? ", ..." : "";
    List<String> first = names.subList(0, Math.min(MOST_CLASSES, names.size()));
    return "; "
        + names.size()
        + " classes: "
        + InvalidInputException.oneLine(String.join(", ", first))
        + more;
  }
}
