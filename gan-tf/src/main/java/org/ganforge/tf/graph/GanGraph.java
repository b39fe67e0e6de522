package org.ganforge.tf.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.ObjectiveFit;
import org.ganforge.data.ImageSource;
import org.ganforge.data.ImageStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.penalty.Penalty;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.Regularization;
import org.ganforge.tf.optimizer.OptimizerCompiler;
import org.ganforge.tf.penalty.SecondGradients;
import org.ganforge.tf.regularization.RegularizationRules;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.scope.ScopedGraph;
import org.ganforge.tf.variable.Counter;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.ganforge.train.FakeLabels;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * A GAN as one TensorFlow graph: its variables, its steps, its samplers. It holds the graph but
 * runs nothing.
 */
public final class GanGraph implements CompiledGraph {
  /** A function of the graph: feed {@code inputs}, fetch {@code outputs}. */
  public record Function(List<Operand<TFloat32>> inputs, List<Operand<TFloat32>> outputs) {
    /** Returns the first output. */
    public Operand<TFloat32> output() {
      return outputs.get(0);
    }
  }

  /**
   * Draws noise: feed the number of vectors and a seed; fetch the vectors, {@code [count, length]}.
   */
  public record NoiseFunction(
      Operand<TInt32> count, Operand<TInt64> seed, Operand<TFloat32> output) {}

  /**
   * The images of a batch: feed its number, counted from 0, and fetch their indices.
   *
   * @param number a scalar
   * @param indices {@code [batch]}
   */
  public record CountedIndices(Operand<TInt64> number, Operand<TInt64> indices) {}

  private final Graph graph;
  private final Variables variables;
  private final @Nullable RealBatches images;
  private final StepCompiler steps;
  private final Map<List<StepKind>, Step> compiled = new HashMap<>();
  private final Map<List<StepKind>, List<Operand<TUint8>>> streamed = new HashMap<>();
  private final GeneratorFunctions generator;
  private final Function score;
  private final Counter iterations;
  private final StateGraph state;

  private GanGraph(
      Graph graph, Gan gan, @Nullable ImageSource dataset, Rewrites rewrites, float lossScale) {
    this.graph = graph;
    Ops tf = ScopedGraph.opsOf(graph);
    long seed = gan.plan().seed();
    this.variables = new Variables(tf);
    NetworkCompiler generator =
        NetworkCompiler.declare(tf, gan.generator(), gan.keras(), variables, rewrites, seed);
    NetworkCompiler discriminator =
        NetworkCompiler.declare(tf, gan.discriminator(), gan.keras(), variables, rewrites, seed);
    MovingAverage.among(gan.regularization()).ifPresent(average -> declareAverages(gan));
    for (Regularization one : gan.regularization()) {
      RegularizationRules.declare(
          tf.withSubScope("regularization"), one, gan.discriminator(), variables, seed);
    }
    Counter generatorUpdates = variables.counter(gan.generator().name() + "/updates");
    Counter discriminatorUpdates = variables.counter(gan.discriminator().name() + "/updates");
    this.images = dataset == null ? null : batches(tf, gan, dataset);
    this.steps =
        new StepCompiler(
            gan,
            graph,
            tf,
            trained(gan, gan.generatorOptimizer(), generator, generatorUpdates),
            trained(gan, gan.discriminatorOptimizer(), discriminator, discriminatorUpdates),
            images,
            lossScale);
    this.generator = new GeneratorFunctions(graph, gan, generator);
    this.score =
        GeneratorFunctions.inference(
            tf.withSubScope("score"), discriminator, Map.of(), gan.discriminator().inputShapes());
    this.iterations = variables.counter("iterations");
    this.state = new StateGraph(tf.withSubScope("state"), variables);
  }

  /**
   * Compiles a GAN.
   *
   * @param images the data set to train on, or null if every batch will be fed
   * @param rewrites the rewrites that towers use
   * @param lossScale the factor that gradients are multiplied by while they are computed, and
   *     divided by before anything uses them; a power of two, 1 for none
   * @throws org.ganforge.error.InvalidInputException if no gradient reaches a weight to be trained,
   *     or a penalty's gradient cannot be differentiated
   */
  public static GanGraph compile(
      Gan gan, @Nullable ImageSource images, Rewrites rewrites, float lossScale) {
    ObjectiveFit.checkAuxiliary(gan);
    boolean judgesByLabel = gan.classes() > 0 && !gan.hasAuxiliary();
    if (judgesByLabel && gan.plan().fakeLabels() == FakeLabels.RANDOM) {
      gan.penalties().stream().filter(Penalty::mixesBatches).forEach(GanGraph::refuseMixed);
    }
    if (!gan.penalties().isEmpty()) {
      SecondGradients.check(gan.discriminator(), gan.penalties().get(0));
    }
    GradientPath.check(gan.discriminator());
    GradientPath.check(gan.generator(), gan.discriminator().withTrainable(false));
    Graph graph = ScopedGraph.empty();
    try {
      return new GanGraph(graph, gan, images, rewrites, lossScale);
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  private static void refuseMixed(Penalty penalty) {
    throw new InvalidInputException(
        "penalties",
        "none that mixes real and generated images, since their labels differ,",
        penalty.getClass().getSimpleName(),
        "give both the same labels, plan.fake_labels real, or use R1, R2 or Dragan");
  }

  private TrainedNetwork trained(
      Gan gan, Optimizer optimizer, NetworkCompiler network, Counter updates) {
    List<Variable> trainable = variables.trainable(network.network().name());
    return new TrainedNetwork(
        network,
        new OptimizerCompiler(optimizer, gan.keras(), trainable, variables, updates),
        updates);
  }

  private static RealBatches batches(Ops tf, Gan gan, ImageSource images) {
    if (images instanceof ImageStream) {
      return new StreamBatches(tf.withSubScope("stream"), gan, images.count());
    }
    return ImageBatches.create(
        tf.withSubScope("images"),
        images.count(),
        gan.generator().outputShape(),
        gan.data().range(),
        gan.classes() > 0,
        gan.plan().seed());
  }

  private void declareAverages(Gan gan) {
    String generator = gan.generator().name() + "/";
    variables.weights().stream()
        .filter(weight -> weight.name().startsWith(generator))
        .forEach(variables::average);
  }

  static Operand<TFloat32> batchPlaceholder(Ops tf, TensorShape one) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(batchShape(one)));
  }

  /** Returns the shape of a batch of any size. */
  static Shape batchShape(TensorShape one) {
    long[] dims = new long[one.rank() + 1];
    dims[0] = Shape.UNKNOWN_SIZE;
    for (int i = 0; i < one.rank(); i++) {
      dims[i + 1] = one.dim(i);
    }
    return Shape.of(dims);
  }

  /** Returns a step of one part, built now if this is the first time. */
  public Step step(StepKind kind) {
    return step(List.of(kind));
  }

  /**
   * Returns the step that does all of these in one run, in order; built now if this is the first
   * time.
   */
  public Step step(List<StepKind> kinds) {
    List<StepKind> key = List.copyOf(kinds);
    Step known = compiled.get(key);
    if (known != null) {
      return known;
    }
    Step step = steps.compile(key);
    compiled.put(key, step);
    streamed.put(key, images instanceof StreamBatches stream ? stream.takeMade() : List.of());
    return step;
  }

  /**
   * Returns the operands to feed the bytes of a stream's images to, {@code [batch, size]}: one for
   * each part of the step that takes real images, in order. Empty if the images are in memory.
   */
  public List<Operand<TUint8>> streamed(List<StepKind> kinds) {
    step(kinds);
    return streamed.getOrDefault(List.copyOf(kinds), List.of());
  }

  /** Returns the images of each turn of a graph that was compiled for a stream. */
  public CountedIndices turnImages() {
    return stream().turns();
  }

  /** Returns the real images of each update of the generator, if it takes any. */
  public CountedIndices generatorImages() {
    return stream().generatorTurns();
  }

  /** Returns the images of each check. */
  public CountedIndices checkImages() {
    return stream().checks();
  }

  private StreamBatches stream() {
    if (images instanceof StreamBatches stream) {
      return stream;
    }
    throw new IllegalStateException("the graph was compiled without a stream");
  }

  /** Returns the generator in inference mode, and its noise. */
  public GeneratorFunctions generator() {
    return generator;
  }

  /** Returns the discriminator in inference mode: images to outputs. */
  public Function score() {
    return score;
  }

  @Override
  public Variables variables() {
    return variables;
  }

  /** Returns the count of whole iterations, which the trainer keeps; the graph only stores it. */
  public Counter iterations() {
    return iterations;
  }

  @Override
  public StateGraph state() {
    return state;
  }

  /** Returns the data set, to be filled before a step runs. */
  public DatasetVariable images() {
    if (images instanceof ImageBatches memory) {
      return memory.variable();
    }
    throw new IllegalStateException("the graph was compiled without images in memory");
  }

  /**
   * Returns the labels of the data set, to be filled like the images; null if no network takes any.
   */
  public @Nullable DatasetVariable labels() {
    return images == null ? null : images.labels();
  }

  @Override
  public Graph graph() {
    return graph;
  }

  @Override
  public void close() {
    graph.close();
  }
}
