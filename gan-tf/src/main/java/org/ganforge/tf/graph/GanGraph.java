package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.ObjectiveFit;
import org.ganforge.data.ImageSource;
import org.ganforge.data.ImageStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.TensorShape;
import org.ganforge.penalty.Penalty;
import org.ganforge.tf.distributed.Replica;
import org.ganforge.tf.distributed.Replicas;
import org.ganforge.tf.penalty.SecondGradients;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.scope.ScopedGraph;
import org.ganforge.tf.variable.Counter;
import org.ganforge.tf.variable.Variables;
import org.ganforge.train.FakeLabels;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
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
  private final List<ReplicaGraph> replicas = new ArrayList<>();
  private final Map<List<StepKind>, Step> compiled = new HashMap<>();
  private final Map<List<StepKind>, List<Operand<TUint8>>> streamed = new HashMap<>();
  private final GeneratorFunctions generator;
  private final Function score;
  private final Counter iterations;
  private final StateGraph state;

  private GanGraph(
      Graph graph,
      Gan gan,
      @Nullable ImageSource dataset,
      Rewrites rewrites,
      float lossScale,
      Replicas replicas) {
    this.graph = graph;
    Ops root = ScopedGraph.opsOf(graph);
    for (Replica replica : replicas.local()) {
      this.replicas.add(
          ReplicaGraph.of(
              gan,
              new ReplicaGraph.Place(graph, root, rewrites, lossScale, replicas, replica),
              tf -> dataset == null ? null : images(tf, gan, dataset, replicas, replica)));
    }
    ReplicaGraph first = first();
    this.generator = new GeneratorFunctions(graph, gan, first.generator());
    this.score =
        GeneratorFunctions.inference(
            first.tf().withSubScope("score"),
            first.discriminator(),
            Map.of(),
            gan.discriminator().inputShapes());
    this.iterations = first.variables().counter("iterations");
    // Without a device: each variable is read and set where it is.
    this.state =
        new StateGraph(
            root.withSubScope("state"),
            first.variables(),
            others().stream().map(ReplicaGraph::variables).toList());
  }

  /** Compiles a GAN without replicas. */
  public static GanGraph compile(
      Gan gan, @Nullable ImageSource images, Rewrites rewrites, float lossScale) {
    return compile(gan, images, rewrites, lossScale, Replicas.alone());
  }

  /**
   * Compiles a GAN.
   *
   * @param images the data set to train on, or null if every batch will be fed
   * @param rewrites the rewrites that towers use
   * @param lossScale the factor that gradients are multiplied by while they are computed, and
   *     divided by before anything uses them; a power of two, 1 for none
   * @param replicas the replicas to compile
   * @throws org.ganforge.error.InvalidInputException if no gradient reaches a weight to be trained,
   *     or a penalty's gradient cannot be differentiated
   */
  public static GanGraph compile(
      Gan gan,
      @Nullable ImageSource images,
      Rewrites rewrites,
      float lossScale,
      Replicas replicas) {
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
      return new GanGraph(graph, gan, images, rewrites, lossScale, replicas);
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

  private ReplicaGraph first() {
    return replicas.get(0);
  }

  private List<ReplicaGraph> others() {
    return replicas.subList(1, replicas.size());
  }

  private RealBatches images(Ops tf, Gan gan, ImageSource images, Replicas all, Replica replica) {
    RealBatches known = replicas.isEmpty() ? null : first().images();
    if (known != null) {
      return known.of(replica);
    }
    if (images instanceof ImageStream) {
      return new StreamBatches(tf.withSubScope("stream"), gan, images.count(), all.local());
    }
    return ImageBatches.create(
        tf.withSubScope("images"),
        images.count(),
        gan.generator().outputShape(),
        gan.data().range(),
        gan.classes() > 0,
        gan.plan().seed(),
        replica);
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
    List<Step> steps = new ArrayList<>();
    List<Operand<TUint8>> fed = new ArrayList<>();
    for (ReplicaGraph replica : replicas) {
      steps.add(replica.steps().compile(key));
      if (replica.images() instanceof StreamBatches stream) {
        fed.addAll(stream.takeMade());
      }
    }
    Step step = Step.together(steps);
    compiled.put(key, step);
    streamed.put(key, fed);
    return step;
  }

  /**
   * Returns the operands to feed the bytes of a stream's images to, {@code [share, size]}: one for
   * each part of the step that takes real images, in order, for one replica of this process after
   * another. Empty if the images are in memory.
   */
  public List<Operand<TUint8>> streamed(List<StepKind> kinds) {
    step(kinds);
    return streamed.getOrDefault(List.copyOf(kinds), List.of());
  }

  /** Returns the images of each turn of a graph that was compiled for a stream. */
  public CountedIndices turnImages() {
    return order().turns();
  }

  /** Returns the real images of each update of the generator, if it takes any. */
  public CountedIndices generatorImages() {
    return order().generatorTurns();
  }

  /** Returns the images of each check. */
  public CountedIndices checkImages() {
    return order().checks();
  }

  private StreamOrder order() {
    if (first().images() instanceof StreamBatches stream) {
      return stream.order();
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

  /** Returns the variables of this process's first replica. */
  @Override
  public Variables variables() {
    return first().variables();
  }

  @Override
  public List<Op> initializers() {
    List<Op> all = new ArrayList<>();
    replicas.forEach(replica -> all.addAll(replica.variables().initializers()));
    return all;
  }

  /** Returns the weights of each replica in this process, to be compared. */
  public List<Variables> variablesOfAll() {
    return replicas.stream().map(ReplicaGraph::variables).toList();
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
    if (first().images() instanceof ImageBatches memory) {
      return memory.variable();
    }
    throw new IllegalStateException("the graph was compiled without images in memory");
  }

  /**
   * Returns the labels of the data set, to be filled like the images; null if no network takes any.
   */
  public @Nullable DatasetVariable labels() {
    RealBatches images = first().images();
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
