package org.ganforge.run;

import java.util.List;
import java.util.Optional;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;

/**
 * A run that was begun before with the same images.
 *
 * @param run the run, which gets these images
 * @param state how the requested training relates to it
 * @param iteration how many iterations it is trained for
 * @param gan what it would be resumed with: the GAN that is asked for, with the learning rates that
 *     rollbacks have left the run
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
    /** The same, which the earlier one did not finish. */
    UNFINISHED,
    /** The same, which the earlier one has finished. */
    FINISHED,
    /** Another, while the earlier one is not finished. */
    OTHER
  }

  /**
   * Returns the newest unfinished run at a place that was begun with this GAN and these images.
   * Where there is none, returns the newest that is finished, or not finished with another GAN.
   * Differences in the number of iterations, the plan of checkpoints and evaluations, or learning
   * rates halved by rollbacks do not make it another GAN.
   *
   * @param images the whole data set, of which the GAN's data plan chooses
   */
  public static Optional<EarlierRun> find(RunPlace place, Gan gan, ImageSource images) {
    List<EarlierRun> all = new EarlierRuns(gan, images).at(place);
    return all.stream()
        .filter(earlier -> earlier.state == State.UNFINISHED)
        .findFirst()
        .or(() -> all.stream().findFirst());
  }
}
