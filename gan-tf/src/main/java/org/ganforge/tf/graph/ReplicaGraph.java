package org.ganforge.tf.graph;

import java.util.List;
import java.util.function.Function;
import org.ganforge.Gan;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.regularization.Regularization;
import org.ganforge.tf.distributed.Replica;
import org.ganforge.tf.distributed.Replicas;
import org.ganforge.tf.optimizer.OptimizerCompiler;
import org.ganforge.tf.regularization.RegularizationRules;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.variable.Counter;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/**
 * One replica of a GAN: its variables, networks and steps.
 *
 * @param tf adds operations on its device
 * @param variables its variables; all replicas start with the same values
 * @param images the share of the data set's batches that it takes; null if every batch is fed
 * @param steps builds its steps
 */
record ReplicaGraph(
    Ops tf,
    Variables variables,
    NetworkCompiler generator,
    NetworkCompiler discriminator,
    @Nullable RealBatches images,
    StepCompiler steps) {
  /**
   * Where a replica is built.
   *
   * @param root adds operations to the graph
   * @param lossScale the factor that gradients are multiplied by while they are computed
   * @param replicas all replicas
   * @param replica this one
   */
  record Place(
      Graph graph,
      Ops root,
      Rewrites rewrites,
      float lossScale,
      Replicas replicas,
      Replica replica) {
    /** The names of the first replica in the process are those of a graph without replicas. */
    private boolean isFirst() {
      return replica.equals(replicas.first());
    }

    private String name() {
      return "replica_" + replica.rank();
    }

    private Ops tf() {
      return replica.on(isFirst() ? root : root.withSubScope(name()));
    }

    private Variables variables() {
      return new Variables(tf(), isFirst() ? "" : name() + "/");
    }
  }

  /**
   * Makes a replica.
   *
   * @param images makes its share of the data set
   */
  static ReplicaGraph of(Gan gan, Place place, Function<Ops, @Nullable RealBatches> images) {
    Ops tf = place.tf();
    Variables variables = place.variables();
    long seed = gan.plan().seed();
    Rewrites rewrites = place.rewrites();
    NetworkCompiler generator =
        NetworkCompiler.declare(tf, gan.generator(), gan.keras(), variables, rewrites, seed);
    NetworkCompiler discriminator =
        NetworkCompiler.declare(tf, gan.discriminator(), gan.keras(), variables, rewrites, seed);
    MovingAverage.among(gan.regularization()).ifPresent(average -> declareAverages(gan, variables));
    for (Regularization one : gan.regularization()) {
      RegularizationRules.declare(
          tf.withSubScope("regularization"), one, gan.discriminator(), variables, seed);
    }
    Counter generatorUpdates = variables.counter(gan.generator().name() + "/updates");
    Counter discriminatorUpdates = variables.counter(gan.discriminator().name() + "/updates");
    RealBatches real = images.apply(tf);
    StepCompiler steps =
        new StepCompiler(
            gan,
            place.graph(),
            tf,
            trained(gan, gan.generatorOptimizer(), generator, generatorUpdates),
            trained(gan, gan.discriminatorOptimizer(), discriminator, discriminatorUpdates),
            real,
            place.lossScale(),
            place.replicas(),
            place.replica());
    return new ReplicaGraph(tf, variables, generator, discriminator, real, steps);
  }

  private static TrainedNetwork trained(
      Gan gan, Optimizer optimizer, NetworkCompiler network, Counter updates) {
    Variables variables = network.variables();
    List<Variable> trainable = variables.trainable(network.network().name());
    return new TrainedNetwork(
        network,
        new OptimizerCompiler(optimizer, gan.keras(), trainable, variables, updates),
        updates);
  }

  private static void declareAverages(Gan gan, Variables variables) {
    String generator = gan.generator().name() + "/";
    variables.weights().stream()
        .filter(weight -> weight.name().startsWith(generator))
        .forEach(variables::average);
  }
}
