package org.ganforge.examples.train;

import java.util.List;
import java.util.Optional;
import org.ganforge.Gan;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.data.OpenImages;
import org.ganforge.error.InvalidInputException;
import org.ganforge.examples.console.Console;
import org.ganforge.examples.console.Json;
import org.ganforge.examples.option.BackendOptions;
import org.ganforge.examples.option.DataOptions;
import org.ganforge.examples.option.DivergenceOptions;
import org.ganforge.examples.option.DrawnImages;
import org.ganforge.examples.option.EditOptions;
import org.ganforge.examples.option.MlflowOptions;
import org.ganforge.examples.option.ModelArgument;
import org.ganforge.examples.option.OnDivergence;
import org.ganforge.examples.option.PictureLines;
import org.ganforge.examples.option.PictureOptions;
import org.ganforge.examples.option.PlanOptions;
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
import org.ganforge.zoo.ImageGan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
public final class TrainCommand implements Runnable {
  private final Console console;
  private final List<String> command;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = ModelArgument.DESCRIPTION + "; optional with --images or --dataset")
  private @Nullable String model;

  @Mixin private PictureOptions pictures = new PictureOptions();
  @Mixin private EditOptions edits = new EditOptions();
  @Mixin private PlanOptions plan = new PlanOptions();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private RunOptions place = new RunOptions();
  @Mixin private BackendOptions backend = new BackendOptions();
  @Mixin private ReplicaOptions replicas = new ReplicaOptions();
  @Mixin private DivergenceOptions divergence = new DivergenceOptions();
  @Mixin private ProgressOptions shown = new ProgressOptions();
  @Mixin private TimeOptions time = new TimeOptions();
  @Mixin private LiveOptions live = new LiveOptions();
  @Mixin private MlflowOptions mlflow = new MlflowOptions();

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
    pictures.check(data);
    time.check();
    live.check();
    mlflow.check();
    Gan asked = model == null ? null : edits.apply(ModelArgument.load(model));
    if (pictures.areGiven()) {
      trainOnPictures(asked, policy);
    } else {
      trainOnDataset(asked, policy);
    }
  }

  private void trainOnDataset(@Nullable Gan model, OnDivergence policy) {
    if (model == null && data.dataset().isEmpty()) {
      throw new InvalidInputException(
          "train",
          "MODEL, --images PATH or --dataset NAME",
          "nothing",
          "give the name of a preset (see 'list'), your own pictures, or a data set (see 'data')");
    }
    Gan asked = model == null ? null : data.apply(planned(model));
    place.check();
    TensorFlowBackend tensorFlow = backend.backend(replicas);
    ImageDataset images = data.load(asked, shown.text(progress()));
    Gan gan = asked == null ? planned(edits.apply(data.apply(chosen(images)))) : asked;
    train(tensorFlow, DataOptions.fit(gan, images), images, policy);
  }

  private void trainOnPictures(@Nullable Gan model, OnDivergence policy) {
    Gan asked = model == null ? null : DataOptions.ofOwnImages(planned(model));
    place.checkOrResume();
    TensorFlowBackend tensorFlow = backend.backend(replicas);
    try (OpenImages open = pictures.open(asked == null ? null : asked.imageShape())) {
      PictureLines.tell(shown.text(progress()), open, pictures);
      ImageSource images = open.images();
      Gan gan = asked == null ? planned(edits.apply(chosen(images))) : asked;
      Optional<EarlierRun> earlier =
          isNew ? Optional.empty() : EarlierRun.find(place.place(), gan, images);
      earlier.ifPresent(found -> progress().line(FoundRun.line(found)));
      if (!dryRun && earlier.filter(FoundRun::isResumed).isPresent()) {
        resume(earlier.get(), policy);
      } else {
        PictureLines.tellFew(progress(), gan, images);
        train(tensorFlow, gan, images, policy);
      }
    }
  }

  private static Gan chosen(ImageSource images) {
    return ImageGan.of(images.name(), images.imageShape(), images.count());
  }

  private Gan planned(Gan gan) {
    Gan planned = plan.apply(gan);
    DrawnImages.checkPlan(planned);
    return planned;
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
            .withFolder(data.folder())
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
