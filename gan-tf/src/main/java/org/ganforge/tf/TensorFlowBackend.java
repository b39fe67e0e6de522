package org.ganforge.tf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ganforge.Computation;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanGenerator;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.ImageFeatures;
import org.ganforge.KerasModel;
import org.ganforge.cluster.WorkerListener;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ImageSource;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.file.FileNames;
import org.ganforge.tf.bench.Arithmetic;
import org.ganforge.tf.bench.MatrixProduct;
import org.ganforge.tf.device.Gpus;
import org.ganforge.tf.device.Threads;
import org.ganforge.tf.distributed.Agreement;
import org.ganforge.tf.distributed.ChiefGroup;
import org.ganforge.tf.distributed.ProcessGroup;
import org.ganforge.tf.evaluate.TensorFlowClassifier;
import org.ganforge.tf.evaluate.TensorFlowFeatures;
import org.ganforge.tf.generate.TensorFlowGenerator;
import org.ganforge.tf.keras.KerasFile;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.train.ExclusiveTrainer;
import org.ganforge.tf.train.TensorFlowTrainer;
import org.ganforge.tf.train.TrainingForms;
import org.ganforge.train.ClassifierListener;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Session;

/**
 * Compiles a GAN to one TensorFlow graph and trains it, on a CPU or, with TensorFlow's GPU jar, on
 * a GPU.
 *
 * <p>JavaCPP, which calls TensorFlow, reports a process as out of memory if it takes more than
 * three times the maximum Java heap in total. Both of JavaCPP's limits are removed before
 * TensorFlow is loaded, unless their system properties, {@code org.bytedeco.javacpp.maxBytes} and
 * {@code maxPhysicalBytes}, are set.
 *
 * <p>JavaCPP unpacks TensorFlow's library into {@code ~/.javacpp/cache} or, if that cannot be used,
 * into {@code native} in this library's cache folder, which the environment variable {@code
 * GANFORGE_HOME} sets; the system property {@code org.bytedeco.javacpp.cachedir} chooses another
 * folder. If no folder belongs to this user and allows programs to run, whatever loads TensorFlow
 * throws an {@link UnsatisfiedLinkError} with the cause and the way out.
 */
public final class TensorFlowBackend implements GanBackend {
  private final TensorFlowOptions options;
  private final @Nullable Chief chief;

  /**
   * The role of a cluster's chief.
   *
   * @param listener hears from the connections to the others
   */
  private record Chief(WorkerOptions options, WorkerListener listener) {}

  /** Makes the backend with the default options: for {@link java.util.ServiceLoader}. */
  public TensorFlowBackend() {
    this(TensorFlowOptions.of());
  }

  private TensorFlowBackend(TensorFlowOptions options) {
    this(options, null);
  }

  private TensorFlowBackend(TensorFlowOptions options, @Nullable Chief chief) {
    this.chief = chief;
    FileNames.requireWorkingFolder();
    if (options.device() == Device.GPU) {
      requireGpu(Gpus.search(new Threads(options.intraOpThreads(), options.interOpThreads())));
    }
    this.options = options.resolved();
    ReplicaDevices replicas = options.replicas();
    if (replicas != null && replicas.device() == Device.GPU) {
      requireGpus(replicas);
    }
    if (this.options.precision() == Precision.BFLOAT16 || options.formSelection().hasBfloat16()) {
      Bfloat16.requireSafe(System.getenv());
    }
    if (options.precision() == Precision.FLOAT16 && !options.hasGpu()) {
      throw withoutGpu(
          "precision",
          "a GPU for float16, which is not safe on a CPU,",
          "use auto, bfloat16 or float32; to resume a run trained in float16 in another one,");
    }
    if (Boolean.TRUE.equals(options.xla()) && !options.hasGpu()) {
      throw withoutGpu(
          "xla",
          "a GPU, the only device where TensorFlow applies it,",
          "leave it out; to resume a run trained with XLA without it, use withXla(false) and");
    }
  }

  private InvalidInputException withoutGpu(String where, String expected, String wayOut) {
    return new InvalidInputException(
        where,
        expected,
        options.isOnCpu() ? "device cpu" : "none",
        wayOut + " add withOverride(true)");
  }

  /** Returns the backend with the default options. */
  public static TensorFlowBackend of() {
    return new TensorFlowBackend();
  }

  /**
   * Returns the backend with these options.
   *
   * @throws InvalidInputException if they ask for a GPU, for float16 or for XLA, and TensorFlow
   *     finds no GPU
   */
  public static TensorFlowBackend of(TensorFlowOptions options) {
    return new TensorFlowBackend(options);
  }

  static void requireGpu(Gpus gpus) {
    if (gpus.found().isEmpty()) {
      throw new InvalidInputException(
          "device", "a GPU", "none, since " + gpus.whyNone(), gpus.wayOut());
    }
  }

  private void requireGpus(ReplicaDevices replicas) {
    Threads threads = new Threads(options.intraOpThreads(), options.interOpThreads());
    requireGpu(Gpus.search(threads));
    for (int index : replicas.indices()) {
      List<String> found = Gpus.foundBeside(threads, index);
      if (!found.isEmpty()) {
        throw new InvalidInputException(
            "replicas",
            "GPUs that TensorFlow finds here",
            replicas + ", but there is no GPU " + index,
            "choose among " + String.join(", ", found));
      }
    }
  }

  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public String version() {
    return GraphSession.version();
  }

  @Override
  public GanTrainer open(Gan gan) {
    return new ExclusiveTrainer(
        TensorFlowTrainer.open(gan, null, options.formSelection(), trainingSettings()));
  }

  /**
   * Returns a backend whose trainings with images are those of a cluster: this process is the
   * chief, and the others are {@link TensorFlowWorker}s. To open one waits for all of them. A
   * process can open one only once, since TensorFlow's server can neither be stopped nor follow
   * another graph after a failure.
   *
   * @param worker options of task 0
   * @param listener hears, from other threads, if a worker is lost or asks to stop
   */
  public TensorFlowBackend asChief(WorkerOptions worker, WorkerListener listener) {
    worker.requireConsent();
    if (!worker.task().isChief()) {
      throw new InvalidInputException(
          "task",
          "0, the chief's,",
          String.valueOf(worker.task().rank()),
          "start a worker instead");
    }
    return new TensorFlowBackend(options.withReplicas(null), new Chief(worker, listener));
  }

  private TensorFlowBackend with(TensorFlowOptions changed) {
    return new TensorFlowBackend(chief == null ? changed : changed.withReplicas(null), chief);
  }

  private static TensorFlowTrainer openAsChief(
      TensorFlowBackend backend, Chief chief, Gan gan, ImageSource images) {
    ProcessGroup group =
        new ChiefGroup(chief.options(), backend.agreement(gan, images), chief.listener());
    try {
      SessionSettings settings =
          backend.settings(backend.options.precision()).withReplicas(group.replicas());
      return TensorFlowTrainer.open(gan, images, backend.options.formSelection(), settings, group);
    } catch (RuntimeException | Error e) {
      group.close();
      throw e;
    }
  }

  /** Returns what all workers of a training have to agree on. */
  Agreement agreement(Gan gan, ImageSource images) {
    return Agreement.of(gan, gan.data().select(images), version(), options.precision().toString());
  }

  @Override
  public GanTrainer open(Gan gan, ImageSource images) {
    if (chief != null) {
      return new ExclusiveTrainer(openAsChief(this, chief, gan, images));
    }
    return new ExclusiveTrainer(
        TensorFlowTrainer.open(gan, images, options.formSelection(), trainingSettings()));
  }

  /**
   * Compiles a GAN to export, not to train: with TensorFlow's own operations in float32, whatever
   * the options say, since an export consists of those. To export from any other trainer, one like
   * this is opened in addition.
   *
   * @throws InvalidInputException if they compute these networks incorrectly on this processor
   */
  @Override
  public GanTrainer openToExport(Gan gan) {
    return new ExclusiveTrainer(TensorFlowTrainer.openToExport(gan, settings(Precision.FLOAT32)));
  }

  @Override
  public GanGenerator openGenerator(Gan gan, Path directory) {
    SessionSettings settings = settings();
    TrainingForms forms = TrainingForms.ofGenerator(gan, options.formSelection(), settings);
    return TensorFlowGenerator.open(gan, directory, forms.rewrites(), settings);
  }

  @Override
  public KerasModel readKeras(Path file) {
    return KerasFile.read(file);
  }

  @Override
  public ImageFeatures features(KerasModel model, @Nullable String layer, ValueRange range) {
    return TensorFlowFeatures.open(model, layer, range, settings(Precision.FLOAT32));
  }

  /**
   * Compiles a GAN as {@link #open(Gan, ImageSource)} does and counts the arithmetic of one
   * iteration in its graph.
   */
  public Arithmetic arithmetic(Gan gan, ImageDataset images) {
    SessionSettings settings = settings();
    return Arithmetic.ofIteration(
        gan, images, TrainingForms.of(gan, options.formSelection(), settings).rewrites());
  }

  /** Opens a product of two square matrices, to measure this machine's speed with. */
  public MatrixProduct matrixProduct(int size) {
    return MatrixProduct.open(size, settings());
  }

  @Override
  public Computation computation() {
    return trainingSettings().computation(options.forms());
  }

  @Override
  public TensorFlowBackend computingAs(Computation before) {
    return with(options.over(TensorFlowOptions.of(before)));
  }

  @Override
  public TensorFlowBackend withNumbersOf(Computation trained) {
    return with(options.over(TensorFlowOptions.inNumbersOf(trained)));
  }

  /**
   * Returns the options, with {@link Precision#AUTO} replaced by the precision it stands for here.
   */
  public TensorFlowOptions options() {
    return options;
  }

  @Override
  public TensorFlowBackend withForms(Map<String, String> forms) {
    return with(options.withForms(forms));
  }

  private SessionSettings settings() {
    return settings(options.precision()).withXla(Boolean.TRUE.equals(options.xla()));
  }

  private SessionSettings trainingSettings() {
    if (chief != null) {
      return settings().withReplicas(ProcessGroup.replicas(chief.options(), Session::new));
    }
    ReplicaDevices replicas = options.replicas();
    return replicas == null ? settings() : settings().withReplicas(replicas.replicas());
  }

  SessionSettings settings(Precision precision) {
    ComputeType type =
        switch (precision) {
          case FLOAT32 -> ComputeType.FLOAT32;
          case BFLOAT16 -> ComputeType.BFLOAT16;
          case FLOAT16 -> ComputeType.FLOAT16;
          case AUTO -> throw new AssertionError(precision);
        };
    return new SessionSettings(
        options.intraOpThreads(), options.interOpThreads(), type, options.isOnCpu());
  }

  @Override
  public ImageClassifier classifier(ImageDataset images, Path cache, ClassifierListener listener) {
    // A classifier is cached for all later runs, so its precision must not depend on this one's.
    return TensorFlowClassifier.open(images, cache, listener, settings(Precision.FLOAT32));
  }
}
