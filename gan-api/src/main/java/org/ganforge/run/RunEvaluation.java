package org.ganforge.run;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.ganforge.Computation;
import org.ganforge.GanBackend;
import org.ganforge.checkpoint.Checkpoints;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.record.RunInfo;
import org.ganforge.observe.RunDirectory;

/**
 * Evaluates checkpoints of a run, all by the same classifier and against the same real images.
 *
 * @param backends returns the backend, given how a checkpoint was computed
 */
record RunEvaluation(
    RunDirectory run, RunSettings settings, Function<Computation, ? extends GanBackend> backends) {

  private record Found(ChosenCheckpoint chosen, SavedCheckpoint checkpoint) {}

  /** Evaluates each chosen checkpoint. */
  List<Evaluation> of(List<CheckpointChoice> choices, int count, long seed) {
    List<Found> found = new ArrayList<>();
    for (CheckpointChoice choice : choices) {
      ChosenCheckpoint chosen = new ChosenCheckpoint(run, choice, settings.listener());
      found.add(new Found(chosen, chosen.find()));
    }
    return evaluate(found, count, seed, true);
  }

  /** Evaluates each intact checkpoint, oldest first. */
  List<Evaluation> ofAll(int count, long seed, boolean hasDeviations) {
    SavedCheckpoint newest = ChosenCheckpoint.newest(run, settings.listener());
    List<Found> found = new ArrayList<>();
    Checkpoints checkpoints = Checkpoints.of(run.checkpoints());
    for (long iteration : checkpoints.iterations()) {
      ChosenCheckpoint chosen =
          new ChosenCheckpoint(run, CheckpointChoice.at(iteration), settings.listener());
      if (iteration <= newest.info().iteration()) {
        try {
          found.add(new Found(chosen, chosen.find()));
        } catch (InvalidInputException e) {
          passOver(e, checkpoints, iteration);
        }
      }
    }
    Collections.reverse(found);
    return evaluate(found, count, seed, hasDeviations);
  }

  /** Skips a checkpoint that is gone: a process that trains this run deletes old ones. */
  private void passOver(InvalidInputException mistake, Checkpoints checkpoints, long iteration) {
    if (Files.isDirectory(checkpoints.at(iteration))) {
      settings
          .listener()
          .on(new RunEvent.CheckpointDamaged(String.valueOf(mistake.getMessage()), null));
    }
  }

  private List<Evaluation> evaluate(List<Found> all, int count, long seed, boolean hasDeviations) {
    RunInfo info = run.info();
    List<Evaluation> evaluations = new ArrayList<>();
    LearnedImages images = LearnedImages.of(info, settings);
    GanBackend first = backends.apply(all.get(0).checkpoint().info().computation());
    try (SampleJudge judge = SampleJudge.open(first, images, settings.listener(), count, seed)) {
      for (Found found : all) {
        GanBackend backend = backends.apply(found.checkpoint().info().computation());
        try (TrainedRun trained =
            TrainedRun.open(
                found.chosen(), info, found.checkpoint(), settings.looking(backend::open))) {
          evaluations.add(judge.judge(trained.trainer(), hasDeviations).evaluation());
        }
      }
    }
    return evaluations;
  }
}
