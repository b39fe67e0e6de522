package org.ganforge.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ganforge.Computation;
import org.ganforge.GanBackend;
import org.ganforge.data.Appearance;
import org.ganforge.error.InvalidInputException;
import org.ganforge.evaluate.NeighbourDeviations;
import org.ganforge.evaluate.PairedDifference;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.ImageGrid;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.TitledGrids;
import org.ganforge.train.Measure;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of runs: equally many samples of each, judged by one classifier against the same
 * real images. Earlier evaluations are not used, so their classifiers don't matter.
 *
 * @param runs the runs with their figures
 * @param differences the difference of each further run from the first, in the same order; empty if
 *     there are too few images for figures
 */
public record Comparison(List<Compared> runs, List<Difference> differences) {
  private static final int SHOWN = 36;

  /** Copies the lists. */
  public Comparison {
    runs = List.copyOf(runs);
    differences = List.copyOf(differences);
  }

  /**
   * One of the runs.
   *
   * @param info its description
   * @param evaluation the evaluation of its chosen checkpoint
   * @param samples the first few images, from noise of the same seed as the other runs'
   */
  public record Compared(
      RunDirectory directory, RunInfo info, Evaluation evaluation, FloatTensor samples) {}

  /**
   * How a run differs from the first one, on the same real images.
   *
   * @param measures its value minus the first one's by each measure: without class distance, and
   *     without Frechet distance if there are fewer than twice as many images as features
   */
  public record Difference(Map<Measure, PairedDifference> measures) {
    /** Copies the map, in the order of the measures. */
    public Difference {
      Map<Measure, PairedDifference> copy = new EnumMap<>(Measure.class);
      copy.putAll(measures);
      measures = Collections.unmodifiableMap(copy);
    }
  }

  private record Seen(Compared run, FloatTensor features) {}

  /**
   * Compares the chosen checkpoints of runs.
   *
   * @param backends returns the backend, given how a checkpoint was computed
   * @param count how many samples of each to judge
   * @param seed the seed of the samples and of all random choices
   * @param hasDeviations whether each run's own figures get deviations, too, which may take half a
   *     minute a run; differences have them in any case
   * @throws InvalidInputException if there are fewer than two runs, or one was trained on other
   *     images than the first
   */
  public static Comparison of(
      List<Run> runs,
      Function<Computation, ? extends GanBackend> backends,
      int count,
      long seed,
      boolean hasDeviations) {
    if (runs.size() < 2) {
      throw new InvalidInputException(
          "runs", "two or more to compare", runs.size() + "", "name another one");
    }
    Run first = runs.get(0);
    for (Run other : runs.subList(1, runs.size())) {
      requireSameImages(first, other);
    }
    LearnedImages images = LearnedImages.of(first.info(), first.settings());
    List<Seen> seen = new ArrayList<>();
    GanBackend backend = backends.apply(chosen(first).find().info().computation());
    try (SampleJudge judge =
        SampleJudge.open(backend, images, first.settings().listener(), count, seed)) {
      for (Run run : runs) {
        try (TrainedRun trained = run.load(backends)) {
          SampleJudge.Judged judged = judge.judge(trained.trainer(), hasDeviations);
          FloatTensor shown = trained.trainer().sample(SHOWN, seed);
          seen.add(
              new Seen(
                  new Compared(run.directory(), trained.info(), judged.evaluation(), shown),
                  judged.features()));
        }
      }
      return new Comparison(
          seen.stream().map(Seen::run).toList(), differences(judge.real(), seen, seed));
    }
  }

  private static ChosenCheckpoint chosen(Run run) {
    return new ChosenCheckpoint(
        run.directory(), run.settings().checkpoint(), run.settings().listener());
  }

  private static void requireSameImages(Run first, Run other) {
    RunInfo.Images one = first.info().images();
    RunInfo.Images another = other.info().images();
    if (one != null && (another == null || !one.digest().equals(another.digest()))) {
      throw new InvalidInputException(
          "run directory " + other.directory(),
          "a run trained on the images of " + first.directory() + ", " + text(one) + ",",
          another == null ? "one without images" : text(another),
          "compare runs of the same images, and the same choice of them");
    }
  }

  private static String text(RunInfo.Images images) {
    return images.name() + " with SHA-256 " + images.digest();
  }

  private static List<Difference> differences(
      @Nullable RealFeatures real, List<Seen> seen, long seed) {
    List<Difference> differences = new ArrayList<>();
    if (real != null) {
      FloatTensor learned = real.learned();
      FloatTensor first = seen.get(0).features().slice(0, learned.count());
      boolean isEnough = learned.count() / 2 > learned.shape().dim(1);
      for (Seen other : seen.subList(1, seen.size())) {
        FloatTensor features = other.features().slice(0, learned.count());
        Map<Measure, PairedDifference> measures = new EnumMap<>(Measure.class);
        if (isEnough) {
          measures.put(
              Measure.FRECHET_DISTANCE, PairedDifference.ofFrechet(learned, features, first, seed));
        }
        measures.put(
            Measure.KERNEL_DISTANCE, PairedDifference.ofKernel(learned, features, first, seed));
        if (learned.count() >= NeighbourDeviations.LEAST_IMAGES) {
          measures.putAll(PairedDifference.ofNeighbours(learned, features, first, seed));
        }
        differences.add(new Difference(measures));
      }
    }
    return differences;
  }

  /** Returns the picture: a grid of samples of each run, side by side. */
  public TitledGrids grids() {
    TitledGrids grids = TitledGrids.of();
    for (Compared run : runs) {
      Appearance appearance = run.info().gan().appearance();
      grids =
          grids.with(
              run.directory().name() + ", iteration " + run.evaluation().iteration(),
              ImageGrid.of(run.samples(), appearance));
    }
    return grids;
  }
}
