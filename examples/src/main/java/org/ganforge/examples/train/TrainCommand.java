package org.ganforge.examples.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.BackendOptions;
import org.ganforge.examples.option.DivergenceOptions;
import org.ganforge.examples.option.LocalWorkersOptions;
import org.ganforge.examples.option.MlflowOptions;
import org.ganforge.examples.option.OnDivergence;
import org.ganforge.examples.option.PictureLines;
import org.ganforge.examples.option.ProgressOptions;
import org.ganforge.examples.option.ReplicaOptions;
import org.ganforge.examples.option.RunOptions;
import org.ganforge.examples.option.TimeOptions;
import org.ganforge.examples.serve.LiveOptions;
import org.ganforge.observe.TimeLimit;
import org.ganforge.run.EarlierRun;
import org.ganforge.run.Resumption;
import org.ganforge.run.Run;
import org.ganforge.tf.TensorFlowBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gan train}: trains a model into a new run, or resumes one on the user's pictures. */
@Command(
    name = "train",
    description = {
      "Trains a model and keeps its metrics, pictures and weights in a new run directory.",
      "With --images it trains on your own pictures, and chooses a model for them if no MODEL is"
          + " given. Running the same command again resumes the run where it stopped; --new starts"
          + " another.",
      "Ctrl-C ends it early and saves the weights."
    },
    footer = {
      "  ./gan train mnist-dcgan --steps 400 --batch-size 64",
      "  ./gan train fashion-mlp --set noise=uniform --for 15m --live",
      "  ./gan train --images pictures --size 64"
    })
public final class TrainCommand implements Runnable, IExitCodeGenerator {
  private final Console console;
  private final List<String> command;

  @Mixin private TrainingInput input = new TrainingInput();
  @Mixin private RunOptions place = new RunOptions();
  @Mixin private BackendOptions backend = new BackendOptions();
  @Mixin private ReplicaOptions replicas = new ReplicaOptions();
  @Mixin private DivergenceOptions divergence = new DivergenceOptions();
  @Mixin private ProgressOptions shown = new ProgressOptions();
  @Mixin private TimeOptions time = new TimeOptions();
  @Mixin private LiveOptions live = new LiveOptions();
  @Mixin private MlflowOptions mlflow = new MlflowOptions();
  @Mixin private LocalWorkersOptions workers = new LocalWorkersOptions();

  @Option(names = "--new", description = "with --images: start a new run even if one is unfinished")
  private boolean isNew;

  @Option(
      names = "--dry-run",
      description =
          "show what would be trained, with the time and memory of a few iterations, and write"
              + " nothing")
  private boolean dryRun;

  @Option(names = "--json", description = "print the final report as JSON, for programs")
  private boolean json;

  private int code;

  /**
   * Creates the verb, which prints on the console.
   *
   * @param command the whole command line, word by word, for the record
   */
  public TrainCommand(Console console, List<String> command) {
    this.console = console;
    this.command = command;
  }

  @Override
  public void run() {
    OnDivergence policy = divergence.policy();
    shown.form();
    input.check();
    time.check();
    live.check();
    mlflow.check();
    if (workers.areGiven()) {
      code = trainByWorkers(policy);
      return;
    }
    TrainingInput.Asked asked = input.asked();
    checkPlace(input.arePictures());
    TensorFlowBackend tensorFlow = backend.backend(replicas);
    try (OpenTraining open = asked.open(shown.text(progress()))) {
      if (input.arePictures()) {
        trainOrResume(tensorFlow, open, policy);
      } else {
        train(tensorFlow, open.gan(), open.images(), policy);
      }
    }
  }

  private void checkPlace(boolean mayExist) {
    if (mayExist) {
      place.checkOrResume();
    } else {
      place.check();
    }
  }

  private void trainOrResume(TensorFlowBackend tensorFlow, OpenTraining open, OnDivergence policy) {
    Gan gan = open.gan();
    Optional<EarlierRun> earlier =
        isNew ? Optional.empty() : EarlierRun.find(place.place(), gan, open.images());
    earlier.ifPresent(found -> progress().line(FoundRun.line(found)));
    if (!dryRun && earlier.filter(FoundRun::isResumed).isPresent()) {
      resume(earlier.get(), policy);
    } else {
      PictureLines.tellFew(progress(), gan, open.images());
      train(tensorFlow, gan, open.images(), policy);
    }
  }

  /** Checks here what can be checked without TensorFlow, so that no worker starts in vain. */
  private int trainByWorkers(OnDivergence policy) {
    WorkerCommand.requireStop(policy);
    if (dryRun) {
      throw new InvalidInputException(
          "--dry-run", "it alone", "--local-workers as well", "give one of the two");
    }
    if (replicas.areGiven()) {
      throw new InvalidInputException(
          "--replicas", "it alone", "--local-workers as well", "give one of the two");
    }
    int count = workers.count();
    TrainingInput.Asked asked = input.asked();
    checkPlace(true);
    Path run;
    try (OpenTraining open = asked.open(progress().silent())) {
      run = place.next(open.gan().name());
    }
    return new LocalWorkers(console.err(), command, count, workers.restarts()).train(run);
  }

  @Override
  public int getExitCode() {
    return code;
  }

  private void train(
      TensorFlowBackend tensorFlow, Gan gan, ImageSource images, OnDivergence policy) {
    if (dryRun) {
      DryRun dry = DryRun.of(tensorFlow, gan, images);
      if (json) {
        console.line(Json.text(dry.json()));
      } else {
        dry.tell(console);
      }
      return;
    }
    Run run =
        Run.create(place.place(), gan, images)
            .withFolder(input.data().folder())
            .withCommand(command)
            .withRetries(policy.retries());
    TimeLimit limit = time.limit(run::stop);
    try (ShownTraining training =
        ShownTraining.of(console, progress(), shown.form(), live, mlflow)) {
      report(training.train(run, tensorFlow, limit), limit);
    }
  }

  /**
   * Different threads, another Java version etc. are no reason to start over; the event lists them.
   */
  private void resume(EarlierRun found, OnDivergence policy) {
    Run begun = found.run().withRetries(policy.retries());
    Resumption resumption = Resumption.of().withChange(recorded -> found.gan()).withOverride(true);
    TimeLimit limit = time.limit(begun::stop);
    try (ShownTraining training =
        ShownTraining.of(console, progress(), shown.form(), live, mlflow)) {
      report(
          training.resume(begun, before -> backend.backend(before, replicas), resumption, limit),
          limit);
    }
  }

  private Console progress() {
    return json ? console.forProgressOnly() : console;
  }

  private void report(TrainingResult result, TimeLimit limit) {
    result.report(console, shown.form(), json, limit);
  }
}
