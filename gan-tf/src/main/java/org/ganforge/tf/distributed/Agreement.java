package org.ganforge.tf.distributed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.GanJson;
import org.ganforge.json.codec.Difference;
import org.ganforge.json.codec.Differences;
import org.ganforge.json.record.RunInfo;

/**
 * The facts on which all workers of a training must agree. Those that only the chief needs, such as
 * when to draw pictures, may differ.
 *
 * @param gan the spec
 * @param images the images it learns from
 * @param versions of GanForge and TensorFlow
 * @param precision the number format of products
 */
public record Agreement(
    Gan gan, RunInfo.Images images, RunInfo.Versions versions, String precision) {
  private static final Pattern CHIEFS_OWN =
      Pattern.compile("plan\\.iterations\\b.*|(recording|reference)\\b.*");

  /** How many digits of a digest a message shows. */
  private static final int SHOWN = 8;

  /** Returns what this process would train with. */
  public static Agreement of(Gan gan, ImageSource images, String backend, String precision) {
    return new Agreement(gan, RunInfo.Images.of(images), RunInfo.Versions.here(backend), precision);
  }

  /** Returns it as words that {@link #refusal} understands. */
  List<String> words() {
    return List.of(
        GanJson.write(gan),
        images.name(),
        String.valueOf(images.count()),
        images.digest(),
        versions.ganforge(),
        versions.backend(),
        precision);
  }

  /**
   * Returns why a worker that says this cannot take part; empty if it agrees.
   *
   * @param worker its name
   */
  Optional<InvalidInputException> refusal(String worker, List<String> words) {
    List<String> mine = words();
    if (words.size() != mine.size()) {
      return Optional.of(
          differs(
              worker, "the chief's version of GanForge, " + versions.ganforge() + ",", "another"));
    }
    return version(worker, "GanForge", mine.get(4), words.get(4))
        .or(() -> version(worker, "TensorFlow", mine.get(5), words.get(5)))
        .or(() -> spec(worker, words.get(0)))
        .or(() -> images(worker, words))
        .or(
            () ->
                other(precision, words.get(6))
                    .map(
                        found ->
                            differs(worker, "the chief's precision, " + precision + ",", found)));
  }

  private static Optional<InvalidInputException> version(
      String worker, String of, String mine, String theirs) {
    return other(mine, theirs)
        .map(found -> differs(worker, "the chief's version of " + of + ", " + mine + ",", found));
  }

  private Optional<InvalidInputException> spec(String worker, String json) {
    return Differences.of(gan, GanJson.read(json)).stream()
        .filter(difference -> !CHIEFS_OWN.matcher(difference.field()).matches())
        .findFirst()
        .map(
            difference ->
                differs(
                    worker, "the chief's spec, with " + chiefs(difference), theirs(difference)));
  }

  private static String chiefs(Difference difference) {
    return difference.field() + " " + difference.then() + ",";
  }

  private static String theirs(Difference difference) {
    return difference.now();
  }

  private Optional<InvalidInputException> images(String worker, List<String> words) {
    return images.digest().equals(words.get(3))
        ? Optional.empty()
        : Optional.of(
            differs(
                worker,
                "the chief's images, "
                    + described(images.name(), images.count() + "", images.digest())
                    + ",",
                described(words.get(1), words.get(2), words.get(3))));
  }

  private static String described(String name, String count, String digest) {
    return name
        + ", "
        + count
        + " of them with the digest "
        + digest.substring(0, Math.min(SHOWN, digest.length()));
  }

  private static Optional<String> other(String mine, String theirs) {
    return mine.equals(theirs) ? Optional.empty() : Optional.of(theirs);
  }

  private static InvalidInputException differs(String worker, String expected, String found) {
    return new InvalidInputException(
        worker, expected, found, "start all workers with the same program, options and images");
  }
}
