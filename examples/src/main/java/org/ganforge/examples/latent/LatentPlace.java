package org.ganforge.examples.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ganforge.internal.Checks;
import org.ganforge.layer.FloatTensor;

/** The noise of one image, which verbs and the explorer compute in the same way. */
public sealed interface LatentPlace {
  /** Returns the noise, {@code [1, length]}. */
  FloatTensor noise(LatentSpace space);

  /** Returns the verb that draws the image. */
  String verb();

  /** Returns the verb's options that identify the image. */
  List<String> options();

  /** A point. */
  record Single(LatentPoint point) implements LatentPlace {
    @Override
    public FloatTensor noise(LatentSpace space) {
      return space.noise(point);
    }

    @Override
    public String verb() {
      return "sample";
    }

    @Override
    public List<String> options() {
      List<String> options =
          new ArrayList<>(
              List.of("--seed", Long.toString(point.seed()), "--index", point.index() + ""));
      if (!point.moves().moves().isEmpty()) {
        options.addAll(List.of("--move", point.moves().toString()));
      }
      return options;
    }
  }

  /**
   * A point on the path from one to another.
   *
   * @param share its position on the path, from 0 to 1
   */
  record Between(LatentPoint from, LatentPoint to, LatentPath path, double share)
      implements LatentPlace {
    /** Checks the share. */
    public Between {
      Checks.closed("share of the way", share, 0, 1);
    }

    @Override
    public FloatTensor noise(LatentSpace space) {
      return path.at(space.noise(from), space.noise(to), share);
    }

    @Override
    public String verb() {
      return "morph";
    }

    @Override
    public List<String> options() {
      return List.of(
          "--seeds", from + "," + to, "--path", path.toString(), "--at", Checks.number(share));
    }
  }

  /**
   * Sums and differences of points.
   *
   * @param points as many as the combination takes
   */
  record Combined(List<LatentPoint> points, Combination combination) implements LatentPlace {
    /** Copies the list. */
    public Combined {
      points = List.copyOf(points);
    }

    @Override
    public FloatTensor noise(LatentSpace space) {
      return combination.of(points.stream().map(space::noise).toList());
    }

    @Override
    public String verb() {
      return "arithmetic";
    }

    @Override
    public List<String> options() {
      String seeds = points.stream().map(LatentPoint::toString).collect(Collectors.joining(","));
      return List.of("--seeds", seeds, "--combine", combination.toString(), "--result-only");
    }
  }
}
