package org.ganforge.run;

import java.util.List;
import java.util.Optional;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;

/**
 * An earlier run with the same images.
 *
 * @param run the run, with these images
 * @param state how the requested training relates to it
 * @param iteration how many iterations it is trained for
 * @param gan the GAN to resume it with: the requested one, with the run's learning rates after
 *     rollbacks
 * @param rollbacks how often those were halved
 * @param differences how the requested GAN differs from the run's: {@code plan.iterations 400 (then
 *     200)}
 */
public record EarlierRun(
    Run run, State state, long iteration, Gan gan, int rollbacks, List<String> differences) {
  /** Copies the list. */
  public EarlierRun {
    differences = List.copyOf(differences);
  }

  /** How the requested training relates to an earlier run. */
  public enum State {
    /** The same GAN, and the earlier run is unfinished. */
    UNFINISHED,
    /** The same GAN, and the earlier run is finished. */
    FINISHED,
    /** Another GAN, and the earlier run is unfinished. */
    OTHER
  }

  /**
   * Returns the newest unfinished run at a place with this GAN and these images. If there is none,
   * returns the newest that is finished, or unfinished with another GAN. Differences in the number
   * of iterations, the checkpoint and evaluation plans, or learning rates halved by rollbacks do
   * not make it another GAN.
   *
   * @param images the whole data set, from which the GAN's data plan selects
   */
  public static Optional<EarlierRun> find(RunPlace place, Gan gan, ImageSource images) {
    List<EarlierRun> all = new EarlierRuns(gan, images).at(place);
    return all.stream()
        .filter(earlier -> earlier.state == State.UNFINISHED)
        .findFirst()
        .or(() -> all.stream().findFirst());
  }
}
