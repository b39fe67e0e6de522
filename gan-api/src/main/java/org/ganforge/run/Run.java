package org.ganforge.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.LeftOut;
import org.ganforge.data.DatasetCatalogue;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.Export;
import org.ganforge.internal.Checks;
import org.ganforge.json.record.RunInfo;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunLock;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;

/**
 * A training run with its own directory, which has its description, metrics, pictures and
 * checkpoints. Any later program can open it, resume training bit for bit, and sample, evaluate and
 * export the trained networks.
 *
 * <pre>{@code
 * Path place = Path.of("runs/digits");
 * if (Run.exists(place)) {
 *   Run.open(place).withImages(images).resume(backend);
 * } else {
 *   Run.create(place, gan, images).train(backend);
 * }
 * }</pre>
 *
 * <p>A run prints nothing: {@link TrainingListener}s hear of its iterations, and a {@link
 * RunListener} of everything else. Copies returned by {@code with...} are the same run with other
 * settings.
 */
public final class Run {
  private final @Nullable RunPlace place;
  private final @Nullable Gan gan;
  private final RunState state;
  private final RunSettings settings;

  private Run(@Nullable RunPlace place, @Nullable Gan gan, RunState state, RunSettings settings) {
    this.place = place;
    this.gan = gan;
    this.state = state;
    this.settings = settings;
  }

  /**
   * Returns a new run in the given directory. The directory is created when {@link #train} has
   * compiled the GAN; one that cannot be compiled leaves nothing behind.
   *
   * @param images the whole data set, from which the GAN's data plan selects
   * @throws InvalidInputException if the directory is not empty or cannot be created, or the plan's
   *     pictures cannot be drawn
   */
  public static Run create(Path directory, Gan gan, ImageSource images) {
    return create(RunPlace.at(directory), gan, images);
  }

  /**
   * Returns a new run like {@link #create(Path, Gan, ImageSource)}.
   *
   * @param place where to create its directory
   */
  public static Run create(RunPlace place, Gan gan, ImageSource images) {
    place.check();
    PlannedPictures.check(gan);
    return new Run(place, gan, new RunState(), RunSettings.of().withImages(images));
  }

  /**
   * Writes a run of networks imported with their weights, whole or not at all, and returns it. It
   * has no training images.
   *
   * @param trainer the trainer with the weights
   * @param version the backend's version, for the record
   * @param command the command line that started this, word by word, for the record
   * @param leftOut the options in the networks' file that the GAN lacks
   * @throws InvalidInputException if the directory is not empty or cannot be written
   */
  public static Run write(
      RunPlace place,
      GanTrainer trainer,
      String version,
      List<String> command,
      List<LeftOut> leftOut) {
    return open(new ImportedRun(trainer, version, command, leftOut).write(place).path());
  }

  /**
   * Opens an existing run. Its images are read from where training read them, a user's own files in
   * the same form, or from the catalogue; images made by a program must be supplied by {@link
   * #withImages}.
   *
   * @throws InvalidInputException if the directory is missing or not a run, or there are links,
   *     pipes or other special files in it
   */
  public static Run open(Path directory) {
    RunState state = new RunState();
    state.made(RunDirectory.open(directory));
    return new Run(null, null, state, RunSettings.of());
  }

  /**
   * Returns the newest unfinished run at a place with this GAN and these images, as found by {@link
   * EarlierRun#find}, with these images.
   *
   * @param images the whole data set, from which the GAN's data plan selects
   */
  public static Optional<Run> findUnfinished(RunPlace place, Gan gan, ImageSource images) {
    return EarlierRun.find(place, gan, images)
        .filter(earlier -> earlier.state() == EarlierRun.State.UNFINISHED)
        .map(EarlierRun::run);
  }

  /** Returns whether a directory contains a run, in any state. */
  public static boolean exists(Path directory) {
    return Files.isRegularFile(new RunDirectory(directory).runJson());
  }

  RunSettings settings() {
    return settings;
  }

  private Run with(RunSettings changed) {
    return new Run(place, gan, state, changed);
  }

  /** Returns a copy with these training images: the whole data set. */
  public Run withImages(ImageSource images) {
    return with(settings.withImages(images));
  }

  /** Returns a copy that finds its images in this catalogue; the standard one by default. */
  public Run withCatalogue(DatasetCatalogue catalogue) {
    return with(settings.withCatalogue(catalogue));
  }

  /**
   * Returns a copy whose images are in this folder: an opened run reads them from there, a new run
   * records it. For a run on a user's own files it is their new place, anything that {@link
   * org.ganforge.data.ImageFiles} reads. The same applies to networks trained elsewhere without a
   * data set's name.
   *
   * @param folder the folder or file; null (the default) for the recorded one
   */
  public Run withFolder(@Nullable Path folder) {
    return with(settings.withFolder(folder));
  }

  /** Returns a copy that records this command line, word by word. */
  public Run withCommand(List<String> command) {
    return with(settings.withCommand(List.copyOf(command)));
  }

  /**
   * Returns a copy that goes back to its last checkpoint and continues with half the learning rates
   * if training produces a number that is not finite.
   *
   * @param retries how often at most; 0 (the default) to stop at once
   */
  public Run withRetries(int retries) {
    return with(settings.withRetries(Checks.notNegative("retries", retries)));
  }

  /**
   * Returns a copy that uses the weights of this checkpoint; the newest by default. {@link #resume}
   * always resumes from the newest.
   */
  public Run withCheckpoint(CheckpointChoice checkpoint) {
    return with(settings.withCheckpoint(checkpoint));
  }

  /** Returns a copy that uses the trained weights rather than their moving average, the default. */
  public Run withTrainedWeights(boolean trainedWeights) {
    return with(settings.withTrainedWeights(trainedWeights));
  }

  /** Returns a copy that reports events other than iterations to this listener. */
  public Run withListener(RunListener listener) {
    return with(settings.withListener(listener));
  }

  /**
   * Returns the directory.
   *
   * @throws IllegalStateException if the run is new and not trained yet
   */
  public RunDirectory directory() {
    RunDirectory made = state.directory();
    if (made == null) {
      throw new IllegalStateException("a new run has no directory before it is trained");
    }
    return made;
  }

  /** Returns the run's description, from its {@code run.json}. */
  public RunInfo info() {
    return directory().info();
  }

  /**
   * Trains a new run until its plan's end.
   *
   * @param listeners called with each event once it is on disk
   * @throws InvalidInputException if the run is not new, or the backend cannot compile the GAN
   * @throws RunFailedException if training started but could not continue
   */
  public TrainingReport train(GanBackend backend, TrainingListener... listeners) {
    ImageSource images = settings.images();
    RunDirectory made = state.directory();
    if (place == null || gan == null || images == null || made != null) {
      throw new InvalidInputException(
          "run directory " + made, "a new run", "an existing one", "resume it");
    }
    state.begin();
    try {
      return new FirstTraining(place, state, settings, gan, images)
          .train(backend, List.of(listeners));
    } finally {
      state.end();
    }
  }

  /**
   * Resumes a run that was stopped or killed, from its newest intact checkpoint: on the same
   * machine, bit for bit as if it had never stopped.
   *
   * @param backend computes like the run so far, except where its options differ from the defaults
   * @param listeners called with each event once it is on disk
   * @throws InvalidInputException if another program is training into the directory, there is no
   *     intact checkpoint, or anything that affects training has changed
   * @throws RunFailedException if training started but could not continue
   */
  public TrainingReport resume(GanBackend backend, TrainingListener... listeners) {
    return resume(backend::computingAs, Resumption.of(), listeners);
  }

  /**
   * Resumes training like {@link #resume(GanBackend, TrainingListener...)}, with changes.
   *
   * @param backends returns the backend, given how the run was computed
   * @param resumption what may differ
   */
  public TrainingReport resume(
      Function<Computation, ? extends GanBackend> backends,
      Resumption resumption,
      TrainingListener... listeners) {
    RunDirectory run = directory();
    RunLock lock = run.lock();
    try {
      state.begin();
      return new ResumedTraining(run, state, settings)
          .train(backends, resumption, List.of(listeners));
    } finally {
      state.end();
      lock.close();
    }
  }

  /**
   * Asks training of this run, by this object or a copy, to stop after its current iteration and
   * save; does nothing if none is in progress. Any thread may call it.
   */
  public void stop() {
    state.stop();
  }

  /**
   * Asks training of this run, by this object or a copy, to save a checkpoint after its current
   * iteration; does nothing if none is in progress. Any thread may call it.
   */
  public void saveSoon() {
    state.saveSoon();
  }

  /**
   * Compiles the run's model and restores the chosen checkpoint, even while the run is being
   * trained.
   *
   * @throws InvalidInputException if there is no checkpoint, or it doesn't match the model
   */
  public TrainedRun load(GanBackend backend) {
    return load(backend::withNumbersOf);
  }

  /**
   * Returns the model like {@link #load(GanBackend)}.
   *
   * @param backends returns the backend, given how the run was computed
   */
  public TrainedRun load(Function<Computation, ? extends GanBackend> backends) {
    return TrainedRun.open(directory(), settings, backends, GanBackend::open);
  }

  /** Returns {@code count} generated images; the same seed gives the same images. */
  public FloatTensor sample(GanBackend backend, int count, long seed) {
    try (Generator generator = Generator.of(this, backend)) {
      return generator.sample(count, seed);
    }
  }

  /**
   * Returns the run's training images.
   *
   * @throws InvalidInputException if they cannot be found or have changed
   */
  public LearnedImages images() {
    return LearnedImages.of(info(), settings);
  }

  /**
   * Returns some of the run's training images, in memory, with labels if they have any.
   *
   * @param count how many, at most all
   * @param seed the seed for choosing them
   * @throws InvalidInputException if they cannot be found or have changed
   */
  public ImageDataset images(int count, long seed) {
    return LearnedImages.some(info(), settings, count, seed);
  }

  /**
   * Evaluates the run's samples: how often they show each class, compared with the training images,
   * and their quality. This uses a small classifier, which is trained on the real images the first
   * time.
   *
   * @param count how many samples to judge; with 10,000, shares are accurate to about one
   *     percentage point
   * @throws InvalidInputException if the images cannot be found, have changed, or have no labels
   */
  public Evaluation evaluate(GanBackend backend, int count, long seed) {
    return evaluate(backend::withNumbersOf, count, seed);
  }

  /**
   * Evaluates the run's samples like {@link #evaluate(GanBackend, int, long)}.
   *
   * @param backends returns the backend, given how the run was computed
   */
  public Evaluation evaluate(
      Function<Computation, ? extends GanBackend> backends, int count, long seed) {
    return new RunEvaluation(directory(), settings, backends)
        .of(List.of(settings.checkpoint()), count, seed)
        .get(0);
  }

  /**
   * Evaluates each intact checkpoint, oldest first: all by the same classifier, with samples from
   * the same noise, against the same real images.
   *
   * @param backends returns the backend, given how the checkpoint was computed
   * @param hasDeviations whether figures get deviations, up to half a minute's work each
   * @throws InvalidInputException in the same cases as {@link #evaluate(GanBackend, int, long)}
   */
  public List<Evaluation> evaluateAll(
      Function<Computation, ? extends GanBackend> backends,
      int count,
      long seed,
      boolean hasDeviations) {
    return new RunEvaluation(directory(), settings, backends).ofAll(count, seed, hasDeviations);
  }

  /**
   * Writes networks for other programs, like {@link GanTrainer#export}, together with a model card
   * and the run's record, which leaves out the command line and the images' folders.
   *
   * @param place where to create their directories, such as the run's own {@link
   *     RunDirectory#export()}
   * @return how many iterations they have been trained for
   * @throws InvalidInputException if one of the directories exists or cannot be written
   */
  public long export(GanBackend backend, Export export, Path place) {
    return export(backend::withNumbersOf, export, place);
  }

  /**
   * Writes networks like {@link #export(GanBackend, Export, Path)}.
   *
   * @param backends returns the backend, given how the run was computed
   */
  public long export(
      Function<Computation, ? extends GanBackend> backends, Export export, Path place) {
    try (TrainedRun trained =
        TrainedRun.open(directory(), settings, backends, GanBackend::openToExport)) {
      trained.trainer().export(ModelCard.added(export, trained, settings), place);
      return trained.iteration();
    }
  }
}
