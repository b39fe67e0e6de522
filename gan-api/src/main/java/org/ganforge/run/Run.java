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
import org.ganforge.json.record.RunJson;
import org.ganforge.layer.FloatTensor;
import org.ganforge.observe.RunDirectory;
import org.ganforge.observe.RunLock;
import org.ganforge.train.TrainingListener;
import org.ganforge.train.TrainingReport;
import org.jspecify.annotations.Nullable;

/**
 * A training with a directory of its own, which holds all that it leaves behind: what it was,
 * metrics, pictures, checkpoints. Any later program can open it, resume the training to the bit,
 * and sample, evaluate and export what was trained.
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
 * RunListener} of all else. Copies that {@code with...} returns are the same run, with other
 * settings of this program.
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
   * Returns a new run in a directory of one's own choice. The directory is made when {@link #train}
   * has compiled the GAN; one that cannot be compiled leaves nothing behind.
   *
   * @param images the whole data set, of which the GAN's data plan chooses
   * @throws InvalidInputException if the directory has something in it or cannot be made, or the
   *     plan's pictures cannot be drawn
   */
  public static Run create(Path directory, Gan gan, ImageSource images) {
    return create(RunPlace.at(directory), gan, images);
  }

  /**
   * Returns a new run as {@link #create(Path, Gan, ImageSource)} does.
   *
   * @param place where its directory goes
   */
  public static Run create(RunPlace place, Gan gan, ImageSource images) {
    place.check();
    PlannedPictures.check(gan);
    return new Run(place, gan, new RunState(), RunSettings.of().withImages(images));
  }

  /**
   * Writes a run of networks that come with their weights, whole or not at all, and returns it. It
   * has learned no images.
   *
   * @param trainer holds the weights
   * @param version of the backend, for the record
   * @param command what has started this, word by word, likewise
   * @param leftOut what the file that they come from says and the GAN does not
   * @throws InvalidInputException if the directory has something in it or cannot be written
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
   * Returns a run that is there. Its images are looked for where the training read them, a user's
   * own files in the same form, or by the catalogue; {@link #withImages} brings those that a
   * program made.
   *
   * @throws InvalidInputException if the directory is missing or holds no run, or there are links,
   *     pipes or other special files in it
   */
  public static Run open(Path directory) {
    RunState state = new RunState();
    state.made(RunDirectory.open(directory));
    return new Run(null, null, state, RunSettings.of());
  }

  /**
   * Returns the newest run at a place that was begun with this GAN and these images and not
   * finished, as {@link EarlierRun#find} does. Its images are those given.
   *
   * @param images the whole data set, of which the GAN's data plan chooses
   */
  public static Optional<Run> findUnfinished(RunPlace place, Gan gan, ImageSource images) {
    return EarlierRun.find(place, gan, images)
        .filter(earlier -> earlier.state() == EarlierRun.State.UNFINISHED)
        .map(EarlierRun::run);
  }

  /** Returns whether a directory holds a run, of whatever age or state. */
  public static boolean exists(Path directory) {
    return Files.isRegularFile(new RunDirectory(directory).runJson());
  }

  RunSettings settings() {
    return settings;
  }

  private Run with(RunSettings changed) {
    return new Run(place, gan, state, changed);
  }

  /** Returns a copy that learned, or goes on to learn, these images: the whole data set. */
  public Run withImages(ImageSource images) {
    return with(settings.withImages(images));
  }

  /** Returns a copy that looks for the images in this catalogue; the standard one by default. */
  public Run withCatalogue(DatasetCatalogue catalogue) {
    return with(settings.withCatalogue(catalogue));
  }

  /**
   * Returns a copy whose images are in this folder: read from there, for a run that is opened, and
   * recorded, for one that is created. For a run on a user's own files it is where those are now,
   * whatever {@link org.ganforge.data.ImageFiles} reads; so it is for networks trained elsewhere
   * that name no data set.
   *
   * @param folder null for the one that the run has recorded, the default
   */
  public Run withFolder(@Nullable Path folder) {
    return with(settings.withFolder(folder));
  }

  /** Returns a copy that records this as what has started it, word by word. */
  public Run withCommand(List<String> command) {
    return with(settings.withCommand(List.copyOf(command)));
  }

  /**
   * Returns a copy that goes back to its last checkpoint, and on from there with half the learning
   * rates, when its training meets a number that is not finite.
   *
   * @param retries how often at most; 0, the default, to stop at once
   */
  public Run withRetries(int retries) {
    return with(settings.withRetries(Checks.notNegative("retries", retries)));
  }

  /**
   * Returns a copy that looks at the weights of this checkpoint; at the newest by default. {@link
   * #resume} resumes from the newest, whatever this is.
   */
  public Run withCheckpoint(CheckpointChoice checkpoint) {
    return with(settings.withCheckpoint(checkpoint));
  }

  /** Returns a copy that looks at weights as trained, not, as by default, at their average. */
  public Run withTrainedWeights(boolean trainedWeights) {
    return with(settings.withTrainedWeights(trainedWeights));
  }

  /** Returns a copy that tells this listener what happens besides iterations. */
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

  /** Returns what the run is, from its {@code run.json}. */
  public RunInfo info() {
    return directory().info();
  }

  /**
   * Trains a new run until its plan's end.
   *
   * @param listeners hear of each event when it is on the disk
   * @throws InvalidInputException if the run is not new, or the backend cannot compile the GAN
   * @throws RunFailedException if the training began and could not go on
   */
  public TrainingReport train(GanBackend backend, TrainingListener... listeners) {
    ImageSource images = settings.images();
    RunDirectory made = state.directory();
    if (place == null || gan == null || images == null || made != null) {
      throw new InvalidInputException(
          "run directory " + made, "a new run", "one that is there", "resume it");
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
   * Resumes the training of a run that was stopped or killed, from its newest whole checkpoint: to
   * the bit as if it had never stopped, on this machine.
   *
   * @param backend computes as the run was computed, except for what its options ask for
   * @param listeners hear of each event when it is on the disk
   * @throws InvalidInputException if another program trains into the directory, there is no whole
   *     checkpoint, or anything that is learned from has changed
   * @throws RunFailedException if the training began and could not go on
   */
  public TrainingReport resume(GanBackend backend, TrainingListener... listeners) {
    return resume(backend::computingAs, Resumption.of(), listeners);
  }

  /**
   * Resumes the training as {@link #resume(GanBackend, TrainingListener...)} does, with changes.
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
   * Asks a training of this run, by this object or a copy, to end after its current iteration and
   * save; does nothing where none is in progress. Any thread may call it.
   */
  public void stop() {
    state.stop();
  }

  /**
   * Asks a training of this run, by this object or a copy, for a checkpoint after its current
   * iteration; does nothing where none is in progress. Any thread may call it.
   */
  public void saveSoon() {
    state.saveSoon();
  }

  /**
   * Compiles the run's model and gives it the weights of the chosen checkpoint. A training may go
   * on beside it.
   *
   * @throws InvalidInputException if the run has none, or they are not its model's
   */
  public TrainedRun load(GanBackend backend) {
    return load(backend::withNumbersOf);
  }

  /**
   * Returns the model as {@link #load(GanBackend)} does.
   *
   * @param backends returns the backend, given how the run was computed
   */
  public TrainedRun load(Function<Computation, ? extends GanBackend> backends) {
    return TrainedRun.open(directory(), settings, backends, GanBackend::open);
  }

  /** Returns {@code count} generated images; the same seed gives the same ones. */
  public FloatTensor sample(GanBackend backend, int count, long seed) {
    try (Generator generator = Generator.of(this, backend)) {
      return generator.sample(count, seed);
    }
  }

  /**
   * Returns the images that the run has learned.
   *
   * @throws InvalidInputException if they are not to be found, or are others
   */
  public LearnedImages images() {
    return LearnedImages.of(info(), settings);
  }

  /**
   * Returns some of the images that the run has learned, in memory, with labels if they have any.
   *
   * @param count how many; all where there are fewer
   * @param seed chooses them
   * @throws InvalidInputException if they are not to be found, or are others
   */
  public ImageDataset images(int count, long seed) {
    return LearnedImages.some(info(), settings, count, seed);
  }

  /**
   * Returns which classes the samples show, and how often, beside the images that the run has
   * learned. A small classifier tells them; it is trained on the real images the first time.
   *
   * @param count how many samples are judged; with 10,000 a share is right to about one percentage
   *     point
   * @throws InvalidInputException if the images are not to be found, are others, or have no labels
   */
  public Evaluation evaluate(GanBackend backend, int count, long seed) {
    return evaluate(backend::withNumbersOf, count, seed);
  }

  /**
   * Returns the evaluation as {@link #evaluate(GanBackend, int, long)} does.
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
   * Returns the evaluation of each checkpoint that is kept and whole, the oldest first: all by the
   * same classifier, of samples of the same noise, against the same real images.
   *
   * @param backends returns the backend, given how the checkpoint was computed
   * @throws InvalidInputException as {@link #evaluate(GanBackend, int, long)} does
   */
  public List<Evaluation> evaluateAll(
      Function<Computation, ? extends GanBackend> backends, int count, long seed) {
    return new RunEvaluation(directory(), settings, backends).ofAll(count, seed);
  }

  /**
   * Writes networks for other programs, as {@link GanTrainer#export} does, with the run's record
   * beside them.
   *
   * @param place where their directories go, such as the run's own {@link RunDirectory#export()}
   * @return how many iterations they have been trained for
   * @throws InvalidInputException if one of the directories exists or cannot be written
   */
  public long export(GanBackend backend, Export export, Path place) {
    return export(backend::withNumbersOf, export, place);
  }

  /**
   * Writes networks as {@link #export(GanBackend, Export, Path)} does.
   *
   * @param backends returns the backend, given how the run was computed
   */
  public long export(
      Function<Computation, ? extends GanBackend> backends, Export export, Path place) {
    try (TrainedRun trained =
        TrainedRun.open(directory(), settings, backends, GanBackend::openToExport)) {
      Export recorded =
          export.withRun(directory().name()).withFile("run.json", RunJson.write(trained.info()));
      trained.trainer().export(recorded, place);
      return trained.iteration();
    }
  }
}
