package org.ganforge.examples.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ganforge.Batch;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.latent.Combination;
import org.ganforge.examples.latent.LatentPath;
import org.ganforge.examples.latent.LatentPlace;
import org.ganforge.examples.latent.LatentPoint;
import org.ganforge.examples.latent.LatentSpace;
import org.ganforge.examples.serve.http.Call;
import org.ganforge.internal.Checks;
import org.ganforge.json.record.RunInfo;
import org.ganforge.latent.Truncation;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.RunDirectory;
import org.ganforge.run.Generator;
import org.jspecify.annotations.Nullable;

/**
 * One picture of the explorer, as given by its address.
 *
 * @param place the noise of the image
 * @param checkpoint the number of iterations of the weights
 * @param label the class, counted from 0; null for a run without classes
 * @param threshold of the truncation; null for none
 */
record View(
    LatentPlace place, long checkpoint, @Nullable Integer label, @Nullable Double threshold) {
  private static final int MOST_NUMBERS = 1 << 20;

  /** The parameters of each kind of place; the first one decides which kind it is. */
  private static final List<List<String>> KINDS =
      List.of(
          List.of("point"), List.of("from", "to", "path", "share"), List.of("points", "combine"));

  /** Every parameter that an address may have. */
  static final String[] PARAMETERS = {
    "checkpoint", "label", "truncation", "point", "from", "to", "path", "share", "points", "combine"
  };

  /**
   * Reads an address.
   *
   * @param run the run of the picture
   * @throws InvalidInputException if a parameter is missing, wrong, or contradicts the others
   */
  static View of(Call call, RunInfo run) {
    call.withOnly(PARAMETERS);
    int classes = run.gan().classes();
    if (classes == 0 && call.text("label").isPresent()) {
      throw new InvalidInputException(
          "label", "none, since the run has no classes,", "one", "leave it out");
    }
    double most = Truncation.most(run.gan().noise());
    Double threshold =
        call.text("truncation").isEmpty() ? null : call.number("truncation", most, 0, most);
    if (threshold != null) {
      new Truncation(threshold); // refuses 0
    }
    return new View(
        place(call, run.gan().noiseLength()),
        checkpoint(call),
        classes == 0 ? null : (int) call.whole("label", 0, 0, classes - 1),
        threshold);
  }

  /**
   * Reads the checkpoint of a request, which has no default: the newest one changes during
   * training.
   *
   * @throws InvalidInputException if it is missing or not a number
   */
  static long checkpoint(Call call) {
    if (call.text("checkpoint").isEmpty()) {
      throw new InvalidInputException(
          "checkpoint",
          "the iteration of one",
          "none",
          "give one of those that the explorer lists");
    }
    return call.whole("checkpoint", 0, 0, Long.MAX_VALUE);
  }

  private static LatentPlace place(Call call, int length) {
    List<String> own = kind(call);
    for (List<String> kind : KINDS) {
      for (String name : kind) {
        if (!own.contains(name) && call.text(name).isPresent()) {
          throw new InvalidInputException(
              name, "none, since " + own.get(0) + " is given,", "one", "leave it out");
        }
      }
    }
    String text = call.text(own.get(0)).orElseThrow();
    return switch (own.get(0)) {
      case "point" -> new LatentPlace.Single(point("point", text, length));
      case "from" ->
          new LatentPlace.Between(
              point("from", text, length),
              point("to", end(call), length),
              one("path", LatentPath.values(), call.text("path").orElse("linear")),
              call.number("share", 0, 0, 1));
      default -> combined(call, text, length);
    };
  }

  private static List<String> kind(Call call) {
    List<List<String>> given =
        KINDS.stream().filter(kind -> call.text(kind.get(0)).isPresent()).toList();
    if (given.size() != 1) {
      throw new InvalidInputException(
          "query",
          "one of point, from and points",
          given.isEmpty() ? "none" : "several",
          "give one");
    }
    return given.get(0);
  }

  private static String end(Call call) {
    return call.text("to")
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "to", "the point where the path ends", "none", "give one, as for from"));
  }

  private static LatentPlace combined(Call call, String points, int length) {
    Combination combination =
        one("combine", Combination.values(), call.text("combine").orElse("a-b+c"));
    List<String> parts = Arrays.asList(points.split(",", -1));
    if (parts.size() != combination.size()) {
      throw new InvalidInputException(
          "points",
          combination.size() + " points for " + combination,
          parts.size() + "",
          "give as many, separated by commas");
    }
    return new LatentPlace.Combined(
        parts.stream().map(part -> point("points", part, length)).toList(), combination);
  }

  /**
   * Drawing an image's noise draws that of all images before it, so the index is limited: a request
   * must not take the training's memory.
   */
  private static LatentPoint point(String name, String text, int length) {
    LatentPoint point = LatentPoint.read(name, "a point such as 7, 7:12 or 7:12+pc1=2.5", text);
    int last = MOST_NUMBERS / length - 1;
    if (point.index() > last) {
      throw new InvalidInputException(
          name, "an image up to " + last, point.index() + "", "choose an earlier one");
    }
    return point;
  }

  /** Returns the value whose {@code toString()} is the text. */
  private static <E> E one(String name, E[] values, String text) {
    return Arrays.stream(values)
        .filter(value -> value.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    name, "one of " + Arrays.toString(values), '"' + text + '"', "choose one"));
  }

  /** Returns the bytes of the PNG that {@link #command} writes. */
  byte[] png(Generator generator) {
    int shown = label == null ? 0 : label;
    Truncation truncation = threshold == null ? null : new Truncation(threshold);
    FloatTensor noise = place.noise(new LatentSpace(generator, shown, truncation));
    Batch batch = label == null ? Batch.of(noise) : Batch.of(noise).withLabel(shown);
    return ImageGrid.of(generator.generate(batch), generator.gan().appearance()).toPng();
  }

  /** Returns the command that reproduces the picture. */
  String command(RunDirectory run) {
    List<Object> words = new ArrayList<>(List.of(place.verb(), run));
    words.addAll(place.options());
    if (label != null) {
      words.addAll(List.of("--label", label));
    }
    if (threshold != null) {
      words.addAll(List.of("--truncation", Checks.number(threshold)));
    }
    words.addAll(List.of("--checkpoint", checkpoint));
    return Console.command(words.toArray());
  }
}
