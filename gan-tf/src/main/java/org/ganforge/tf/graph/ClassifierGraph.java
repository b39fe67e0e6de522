package org.ganforge.tf.graph;

import java.util.List;
import java.util.Objects;
import org.ganforge.KerasVersion;
import org.ganforge.tf.distributed.AllReduce;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.objective.CategoricalCrossentropyCompiler;
import org.ganforge.tf.optimizer.OptimizerCompiler;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.scope.ScopedGraph;
import org.ganforge.tf.variable.Counter;
import org.ganforge.tf.variable.Variables;
import org.ganforge.train.BatchOrder;
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
import org.tensorflow.types.family.TType;

/**
 * A classifier as a graph. It takes images as bytes both to learn from and to judge, so that both
 * are converted in the same way.
 */
public final class ClassifierGraph implements CompiledGraph {
  /**
   * One update: fill the variables, then run the operations.
   *
   * @param images the bytes of the images, {@code [count, size]}
   * @param labels their labels, in the form of {@link LabelBytes}
   * @param outliers the bytes of images that show no class, {@code [count, size]}
   * @param operations the operations to run
   * @param loss the batch's loss, a scalar
   */
  public record Update(
      DatasetVariable images,
      DatasetVariable labels,
      DatasetVariable outliers,
      List<Op> operations,
      Operand<TFloat32> loss) {}

  private final Graph graph;
  private final ClassifierSpec spec;
  private final Variables variables;
  private final NetworkCompiler network;
  private final Placeholder<TUint8> bytes;
  private final Operand<TFloat32> probabilities;
  private final Operand<TFloat32> features;
  private final @Nullable Update update;
  private final StateGraph state;

  private ClassifierGraph(
      Graph graph, ClassifierSpec spec, int count, int outliers, Rewrites forms) {
    this.graph = graph;
    this.spec = spec;
    Ops tf = ScopedGraph.opsOf(graph);
    this.variables = new Variables(tf);
    this.network =
        NetworkCompiler.declare(
            tf, spec.network(), KerasVersion.KERAS_3, variables, forms, spec.seed());
    Counter updates = variables.counter(spec.network().name() + "/updates");
    Ops scope = tf.withSubScope("classify");
    Shape rows = Shape.of(Shape.UNKNOWN_SIZE, spec.network().inputShape().size());
    this.bytes = scope.placeholder(TUint8.class, Placeholder.shape(rows));
    Tower tower =
        tower(scope, Reads.of(scope, variables), Mode.INFERENCE, bytes, scope.constant(0L));
    this.probabilities = ofClasses(scope, tower);
    this.features = Objects.requireNonNull(tower.layers().get(spec.featureLayer()));
    // Before the optimizer makes its slots: a classifier is saved to judge, not to resume training.
    this.state = new StateGraph(tf.withSubScope("state"), variables);
    this.update = count == 0 ? null : update(tf.withSubScope("update"), updates, count, outliers);
  }

  /**
   * Compiles a classifier that only judges.
   *
   * @param forms what its network is compiled with
   */
  public static ClassifierGraph compile(ClassifierSpec spec, Rewrites forms) {
    return compile(spec, 0, 0, forms);
  }

  /**
   * Compiles a classifier that learns.
   *
   * @param count how many images there are to learn from
   * @param outliers how many images there are that show no class
   * @param forms what its network is compiled with
   */
  public static ClassifierGraph compile(
      ClassifierSpec spec, int count, int outliers, Rewrites forms) {
    Graph graph = ScopedGraph.empty();
    try {
      return new ClassifierGraph(graph, spec, count, outliers, forms);
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  private Tower tower(
      Ops scope, Reads reads, Mode mode, Operand<TUint8> rows, Operand<TInt64> counter) {
    Operand<TFloat32> images =
        ImageBatches.numbers(scope, rows, spec.network().inputShape(), spec.range());
    return network.tower(scope, reads, mode, images, new RandomStream(spec.seed(), counter));
  }

  /** Drops the probability of showing no class. */
  private Operand<TFloat32> ofClasses(Ops scope, Tower tower) {
    return scope.slice(
        tower.output(),
        scope.constant(new int[] {0, 0}),
        scope.constant(new int[] {-1, spec.classes()}));
  }

  private Update update(Ops scope, Counter updates, int count, int outlierCount) {
    int size = spec.network().inputShape().size();
    DatasetVariable images = new DatasetVariable(scope, "data/images", count, size);
    DatasetVariable labels = new DatasetVariable(scope, "data/labels", count, LabelBytes.SIZE);
    DatasetVariable outliers = new DatasetVariable(scope, "data/outliers", outlierCount, size);
    Operand<TInt64> done = updates.read(scope);
    int batch = Math.min(spec.batchSize(), count);
    Operand<TInt64> chosen =
        new BatchIndices(count, spec.seed()).next(scope, BatchOrder.SHUFFLED, batch, done);
    Operand<TInt64> without =
        new BatchIndices(outlierCount, spec.seed())
            .random(scope, "outliers", spec.outliers(), done);
    Operand<TUint8> rows = join(scope, images.rows(scope, chosen), outliers.rows(scope, without));
    Reads reads = Reads.of(scope, variables);
    Tower tower = tower(scope, reads, Mode.TRAINING, rows, done);
    Operand<TFloat32> targets = targets(scope, labels.rows(scope, chosen));
    Operand<TFloat32> loss =
        CategoricalCrossentropyCompiler.compile(scope, targets, tower.output());
    OptimizerCompiler optimizer =
        new OptimizerCompiler(
            spec.optimizer(),
            KerasVersion.KERAS_3,
            variables.trainable(spec.network().name()),
            variables,
            updates);
    List<Op> operations =
        new UpdateCompiler(graph, scope, reads, optimizer, done, AllReduce.alone(), true, 1)
            .compile(spec.network().name(), loss, List.of(), tower, List.of())
            .operations();
    return new Update(images, labels, outliers, operations, loss);
  }

  private static <T extends TType> Operand<T> join(Ops scope, Operand<T> one, Operand<T> other) {
    return scope.concat(List.of(one, other), scope.constant(0));
  }

  /**
   * Returns a row for each label, and then one for each outlier: 1 at its class, 0 elsewhere.
   * Outliers are the last class.
   */
  private Operand<TFloat32> targets(Ops scope, Operand<TUint8> labels) {
    Operand<TInt32> classes =
        scope.reshape(
            scope.dtypes.cast(LabelBytes.numbers(scope, labels), TInt32.class),
            scope.constant(new int[] {-1}));
    Operand<TInt32> none =
        scope.fill(scope.constant(new int[] {spec.outliers()}), scope.constant(spec.classes()));
    Operand<TInt32> count = scope.constant(spec.classes() + 1);
    return scope.oneHot(join(scope, classes, none), count, scope.constant(1f), scope.constant(0f));
  }

  /** Returns the operand to feed images to judge to, {@code [count, size]}. */
  public Operand<TUint8> bytes() {
    return bytes;
  }

  /**
   * Returns the probability of each class for the {@link #bytes}, {@code [count, classes]}; the
   * rest up to 1 is the probability of showing no class.
   */
  public Operand<TFloat32> probabilities() {
    return probabilities;
  }

  /** Returns the output of the last layer but one for the {@link #bytes}, {@code [count, size]}. */
  public Operand<TFloat32> features() {
    return features;
  }

  /** Returns the update of a classifier that learns. */
  public Update update() {
    if (update == null) {
      throw new IllegalStateException("the classifier was compiled to judge only");
    }
    return update;
  }

  @Override
  public Graph graph() {
    return graph;
  }

  @Override
  public Variables variables() {
    return variables;
  }

  @Override
  public StateGraph state() {
    return state;
  }

  @Override
  public void close() {
    graph.close();
  }
}
