package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.tf.distributed.Order;
import org.ganforge.tf.distributed.ProcessGroup;
import org.ganforge.tf.distributed.Replica;
import org.ganforge.tf.distributed.Replicas;
import org.ganforge.tf.generate.GivenBatches;
import org.ganforge.tf.graph.GanGraph;
import org.ganforge.tf.graph.Role;
import org.ganforge.tf.graph.Step;
import org.ganforge.tf.graph.StepKind;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.variable.Variable;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.DivergenceException;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Runs updates and checks of a GAN, and counts the updates as the graph does. */
final class StepRunner {
  private final Gan gan;
  private final GraphSession<GanGraph> session;
  private final @Nullable StreamedSteps stream;
  private final SessionStart start;
  private final @Nullable ProcessGroup group;
  private long generatorUpdates;
  private long discriminatorUpdates;

  /**
   * Makes a runner.
   *
   * @param stream supplies the images; null if they are in memory, or fed
   * @param start gives a new session the state of this one
   * @param group the processes that train together; null for this one alone
   */
  StepRunner(
      Gan gan,
      GraphSession<GanGraph> session,
      @Nullable StreamedSteps stream,
      SessionStart start,
      @Nullable ProcessGroup group) {
    this.gan = gan;
    this.session = session;
    this.stream = stream;
    this.start = start;
    this.group = group;
  }

  long generatorUpdates() {
    return generatorUpdates;
  }

  long discriminatorUpdates() {
    return discriminatorUpdates;
  }

  /** Sets the counts to those of a restored state. */
  void restore(long generatorUpdates, long discriminatorUpdates) {
    this.generatorUpdates = generatorUpdates;
    this.discriminatorUpdates = discriminatorUpdates;
  }

  /**
   * Runs one update or check on the batches given, and on the graph's own for other roles.
   *
   * @param iterations the number of completed iterations
   * @throws DivergenceException if an update is not finite; in that case it has changed nothing
   */
  BatchMetrics run(StepKind kind, Map<Role, FloatTensor> batches, long iterations) {
    requireOneProcess("an update of its own, outside training");
    Step step = session.graph().step(kind);
    Map<Operand<TFloat32>, FloatTensor> feeds = new LinkedHashMap<>();
    GivenBatches given = new GivenBatches(gan);
    requireLabels(given, batches, Role.REAL, Role.REAL_LABELS);
    requireLabels(given, batches, Role.NOISE, Role.NOISE_LABELS);
    if (!kind.isOfGenerator()) {
      given.requirePaired(batches);
    }
    step.inputs()
        .forEach(
            (role, input) -> {
              FloatTensor batch = batches.get(role);
              if (batch != null) {
                feeds.putAll(shares(step, role, given.checked(role, batch)));
              }
            });
    String when = feeds.isEmpty() ? nextIteration(iterations) : nextUpdate(kind);
    boolean isGiven = batches.containsKey(Role.REAL);
    return run(step, feeds, isGiven ? Map.of() : streamed(List.of(kind)), when, iterations).get(0);
  }

  /** Returns the rows of a given batch that each replica of this process takes. */
  private Map<Operand<TFloat32>, FloatTensor> shares(Step step, Role role, FloatTensor batch) {
    Replicas replicas = session.settings().replicas();
    if (replicas.isAlone()) {
      return Map.of(requireNonNull(step.inputs().get(role)), batch);
    }
    int count = batch.count();
    if (count % replicas.of() != 0) {
      throw new InvalidInputException(
          role.text(),
          "a multiple of " + replicas.of() + ", the number of replicas,",
          String.valueOf(count),
          "give as many for each replica");
    }
    Map<Operand<TFloat32>, FloatTensor> shares = new LinkedHashMap<>();
    for (int i = 0; i < replicas.local().size(); i++) {
      Replica replica = replicas.local().get(i);
      int first = replica.first(count);
      shares.put(
          requireNonNull(step.replicas().get(i).inputs().get(role)),
          batch.slice(first, first + replica.share(count)));
    }
    return shares;
  }

  private static void requireLabels(
      GivenBatches given, Map<Role, FloatTensor> batches, Role values, Role labels) {
    FloatTensor batch = batches.get(values);
    if (batch != null) {
      given.requireLabels(new Batch(batch, batches.get(labels)));
    }
  }

  /**
   * Runs updates and checks on the graph's own batches, all in one run of the session, and returns
   * the result of each.
   *
   * @param iterations the number of completed iterations
   * @throws DivergenceException if an update is not finite; those before it are done and counted
   */
  List<BatchMetrics> run(List<StepKind> kinds, long iterations) {
    Step step = session.graph().step(kinds);
    return run(step, Map.of(), streamed(kinds), nextIteration(iterations), iterations);
  }

  /** Refuses what other processes cannot join in. */
  void requireOneProcess(String what) {
    if (group != null) {
      throw new IllegalStateException(
          "trainer of " + gan.name() + ": expected one process for " + what + " but found several");
    }
  }

  /** Runs what the chief runs, and leaves it to the chief to find out why it is refused. */
  void follow(List<StepKind> kinds) {
    Step step = session.graph().step(kinds);
    Map<Operand<TUint8>, byte[]> images = streamed(kinds);
    try {
      fetch(names(kinds), step.operations(), List.of(step.metrics()), Map.of(), images);
      count(step.parts());
    } catch (TFInvalidArgumentException e) {
      int refused = step.refused(String.valueOf(e.getMessage()));
      if (refused < 0) {
        throw e;
      }
      count(step.parts().subList(0, refused));
    }
  }

  private static Order names(List<StepKind> kinds) {
    return new Order.Step(kinds.stream().map(StepKind::name).toList());
  }

  private List<FloatTensor> fetch(
      Order order,
      List<? extends Op> operations,
      List<? extends Operand<TFloat32>> fetches,
      Map<Operand<TFloat32>, FloatTensor> feeds,
      Map<Operand<TUint8>, byte[]> images) {
    if (group == null) {
      return session.fetchInStep(operations, fetches, feeds, images);
    }
    group.enter(order);
    try {
      return session.fetchInStep(operations, fetches, feeds, images);
    } finally {
      group.leave();
    }
  }

  /** Returns why a run failed, if that is not a number. */
  private RuntimeException explained(RuntimeException failure) {
    return group == null ? failure : group.explained(failure);
  }

  /**
   * Computes the gradients of an update on the graph's own batch, without the update. Nothing but
   * the count of updates decides which batch that is, so the update itself finds it unchanged.
   */
  Map<String, FloatTensor> gradients(StepKind kind) {
    Step step = session.graph().step(kind);
    Map<Variable, Operand<TFloat32>> gradients = step.gradients();
    List<Operand<TFloat32>> ofOthers = new ArrayList<>();
    step.others().forEach(other -> ofOthers.addAll(other.gradients().values()));
    List<FloatTensor> values =
        fetch(
            new Order.Gradients(kind.name()),
            ofOthers,
            List.copyOf(gradients.values()),
            Map.of(),
            streamed(List.of(kind)));
    Map<String, FloatTensor> named = new LinkedHashMap<>();
    for (Variable variable : gradients.keySet()) {
      named.put(variable.name(), values.get(named.size()));
    }
    return named;
  }

  private Map<Operand<TUint8>, byte[]> streamed(List<StepKind> kinds) {
    return stream == null ? Map.of() : stream.images(kinds, generatorUpdates, discriminatorUpdates);
  }

  private List<BatchMetrics> run(
      Step step,
      Map<Operand<TFloat32>, FloatTensor> feeds,
      Map<Operand<TUint8>, byte[]> images,
      String when,
      long iterations) {
    FloatTensor metrics;
    try {
      metrics =
          fetch(names(step.parts()), step.operations(), List.of(step.metrics()), feeds, images)
              .get(0);
    } catch (TFInvalidArgumentException e) {
      int refused = step.refused(String.valueOf(e.getMessage()));
      if (refused < 0) {
        throw explained(e);
      }
      count(step.parts().subList(0, refused));
      StepKind kind = step.parts().get(refused);
      Replicas replicas = session.settings().replicas();
      if (!replicas.areAllLocal()) {
        throw new Diagnosis(gan, when, iterations).amongProcesses();
      }
      if (!replicas.isAlone()) {
        start.again();
      }
      // A single part takes its images elsewhere than a step of several parts does.
      throw new Diagnosis(gan, when, iterations)
          .of(session, kind, feeds, images.isEmpty() ? Map.of() : streamed(List.of(kind)));
    } catch (TensorFlowException | TFUnimplementedException e) {
      throw explained(e);
    }
    count(step.parts());
    return metrics(step.parts(), metrics);
  }

  private List<BatchMetrics> metrics(List<StepKind> parts, FloatTensor values) {
    boolean isAdapted =
        DiffAugment.among(gan.regularization()).map(DiffAugment::adaptive).isPresent();
    List<BatchMetrics> all = new ArrayList<>();
    int at = 0;
    for (StepKind part : parts) {
      double loss = values.get(at++);
      double accuracy = values.get(at++);
      BatchMetrics.Classes classes =
          gan.hasAuxiliary() ? new BatchMetrics.Classes(values.get(at++), values.get(at++)) : null;
      Double augmentation =
          isAdapted && part.updatesDiscriminator() ? (double) values.get(at++) : null;
      all.add(new BatchMetrics(loss, accuracy, classes, augmentation));
    }
    return all;
  }

  private void count(List<StepKind> done) {
    discriminatorUpdates += done.stream().filter(StepKind::updatesDiscriminator).count();
    generatorUpdates += done.stream().filter(StepKind::updatesGenerator).count();
  }

  /** Returns the iteration in progress: {@code iteration 41}. */
  private static String nextIteration(long iterations) {
    return "iteration " + (iterations + 1);
  }

  private String nextUpdate(StepKind kind) {
    return kind.updatesGenerator()
        ? "update " + (generatorUpdates + 1) + " of the " + gan.generator().name()
        : "update " + (discriminatorUpdates + 1) + " of the " + gan.discriminator().name();
  }
}
