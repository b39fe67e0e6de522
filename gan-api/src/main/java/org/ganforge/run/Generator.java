package org.ganforge.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.ganforge.Batch;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanGenerator;
import org.ganforge.KerasModel;
import org.ganforge.checkpoint.SavedCheckpoint;
import org.ganforge.checkpoint.file.CheckpointFiles;
import org.ganforge.checkpoint.file.ExportFiles;
import org.ganforge.error.InvalidInputException;
import org.ganforge.export.NetworkRole;
import org.ganforge.json.codec.ExportInfo;
import org.ganforge.json.codec.RecordedSpec;
import org.ganforge.json.codec.RunJson;
import org.ganforge.json.record.CheckpointInfo;
import org.ganforge.json.record.RunInfo;
import org.ganforge.latent.PrincipalDirections;
import org.ganforge.layer.FloatTensor;
import org.jspecify.annotations.Nullable;

/**
 * A trained generator by itself, ready to draw: no discriminator and no optimizer is loaded. Any
 * number of threads may use it at a time; a batch of any size is drawn a few examples at a time.
 *
 * <pre>{@code
 * try (Generator generator = Generator.load(Path.of("runs/digits"))) {
 *   ImageGrid.of(generator.sample(40, 7), generator.gan().appearance()).write(Path.of("digits.png"));
 * }
 * }</pre>
 *
 * <p>It draws the images that its run draws for the same seed. Native memory is held until {@link
 * #close()}, which waits for calls in progress.
 */
public final class Generator implements GanGenerator {
  private static final int MOST_DIRECTIONS = 16;

  private final Path weights;
  private final long iteration;
  private final List<String> classNames;
  private final GanGenerator network;

  /** By class, the one used last at the end. */
  private final Map<Integer, PrincipalDirections> directions = new LinkedHashMap<>();

  private Generator(
      Path weights, long iteration, RunInfo.@Nullable Images learned, GanGenerator network) {
    this.weights = weights;
    this.iteration = iteration;
    this.classNames = learned == null ? List.of() : learned.classes();
    this.network = network;
  }

  /** Returns the generator in a directory, for the backend on the class path or module path. */
  public static Generator load(Path directory) {
    return load(directory, GanBackend.find());
  }

  /**
   * Compiles the generator in a directory and reads its weights.
   *
   * @param directory a run, whose newest whole checkpoint is taken; one checkpoint; or an exported
   *     generator, or the directory that holds it as {@code generator}
   * @param backend computes: a run or a checkpoint in the numbers and by the forms of its training,
   *     an export as the backend's own options say
   * @throws InvalidInputException if the directory holds none of these, or it is damaged
   */
  public static Generator load(Path directory, GanBackend backend) {
    Path inside = directory.resolve(NetworkRole.GENERATOR.toString());
    if (ExportFiles.isExport(directory)) {
      return ofExport(directory, backend);
    } else if (Run.exists(directory)) {
      return of(Run.open(directory), backend);
    } else if (ExportFiles.isExport(inside)) {
      return ofExport(inside, backend);
    } else if (Files.isRegularFile(directory.resolve("checkpoint.json"))) {
      return ofCheckpoint(directory, backend);
    }
    throw new InvalidInputException(
        "generator in " + directory,
        "a run, a checkpoint or an exported generator",
        Files.exists(directory) ? "none of them" : "no such directory",
        "give the directory of one");
  }

  /**
   * Returns the generator of a run with the weights that the run looks at: see {@link
   * Run#withCheckpoint} and {@link Run#withTrainedWeights}. The run may be training meanwhile.
   *
   * @throws InvalidInputException if the run has none, or they are not its model's
   */
  public static Generator of(Run run, GanBackend backend) {
    return of(run, backend::withNumbersOf);
  }

  /**
   * Returns the generator as {@link #of(Run, GanBackend)} does.
   *
   * @param backends returns the backend, given how the checkpoint was computed
   */
  public static Generator of(Run run, Function<Computation, ? extends GanBackend> backends) {
    RunSettings settings = run.settings();
    RunInfo info = run.info();
    ChosenCheckpoint chosen =
        new ChosenCheckpoint(run.directory(), settings.checkpoint(), settings.listener());
    SavedCheckpoint found = chosen.find();
    GanBackend backend = backends.apply(found.info().computation());
    Gan gan = settings.<Gan>looking(looked -> looked).apply(info.gan());
    AtomicReference<@Nullable GanGenerator> opened = new AtomicReference<>();
    SavedCheckpoint read =
        chosen.restore(checkpoint -> opened.set(backend.openGenerator(gan, checkpoint)), found);
    GanGenerator network = opened.get();
    if (network == null) {
      throw new AssertionError("nothing was restored");
    }
    return new Generator(read.directory(), read.info().iteration(), info.images(), network);
  }

  private static Generator ofCheckpoint(Path directory, GanBackend backend) {
    CheckpointInfo info = CheckpointFiles.verify(directory);
    Gan gan = RecordedSpec.read(directory.resolve("gan.json"));
    GanGenerator network = backend.withNumbersOf(info.computation()).openGenerator(gan, directory);
    return new Generator(directory, info.iteration(), info.images(), network);
  }

  private static Generator ofExport(Path directory, GanBackend backend) {
    ExportInfo info = ExportFiles.verify(directory);
    if (info.network() != NetworkRole.GENERATOR) {
      throw new InvalidInputException(
          "export " + directory, "a generator", "a " + info.network(), "give the generator's");
    }
    Gan gan = RecordedSpec.read(directory.resolve("gan.json"));
    Path run = directory.resolve("run.json");
    RunInfo.Images learned = Files.isRegularFile(run) ? RunJson.read(run).images() : null;
    return new Generator(
        directory, info.iteration(), learned, backend.openGenerator(gan, directory));
  }

  /** Returns the directory that its weights come from, a checkpoint or an export. */
  public Path weights() {
    return weights;
  }

  /** Returns how many iterations the weights have been trained for. */
  public long iteration() {
    return iteration;
  }

  /** Returns the names of the classes that the images learned from have; empty if unknown. */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * Returns the principal directions of its noise; computed on the first call for a class, and kept
   * for the last 16 classes.
   *
   * @param label the class, where the noise is multiplied with its vector; 0 for other generators
   * @throws InvalidInputException if its first layers give none; the message says why
   */
  public PrincipalDirections directions(int label) {
    synchronized (directions) {
      PrincipalDirections known = directions.remove(label);
      PrincipalDirections found =
          known == null
              ? PrincipalDirections.of(gan().generator(), generatorModel().weights(), label)
              : known;
      directions.put(label, found);
      if (directions.size() > MOST_DIRECTIONS) {
        directions.remove(directions.keySet().iterator().next());
      }
      return found;
    }
  }

  @Override
  public Gan gan() {
    return network.gan();
  }

  @Override
  public FloatTensor noise(int count, long seed) {
    return network.noise(count, seed);
  }

  @Override
  public FloatTensor generate(Batch noise) {
    return network.generate(noise);
  }

  @Override
  public KerasModel generatorModel() {
    return network.generatorModel();
  }

  @Override
  public void close() {
    network.close();
  }
}
