package org.ganforge.tf.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ganforge.Gan;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.layer.Mode;
import org.ganforge.tf.loss.LossCompiler;
import org.ganforge.tf.loss.Scores;
import org.ganforge.tf.noise.NoiseCompiler;
import org.ganforge.tf.noise.RandomStream;
import org.ganforge.tf.optimizer.OptimizerCompiler;
import org.ganforge.tf.variable.Counter;
import org.ganforge.train.Adaptive;
import org.ganforge.train.TrainingPlan;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Builds the steps of a GAN over variables that exist already. A step that follows another in the
 * same run reads every variable only after that one's operations; the order is in the graph, not in
 * Java.
 *
 * @param generatorUpdates counts the generator's updates
 * @param discriminatorUpdates counts the discriminator's updates
 * @param images the data set, or null where every batch is fed
 * @param lossScale what gradients are multiplied by on their way
 */
record StepCompiler(
    Gan gan,
    Graph graph,
    Ops tf,
    NetworkCompiler generator,
    NetworkCompiler discriminator,
    OptimizerCompiler generatorOptimizer,
    OptimizerCompiler discriminatorOptimizer,
    Counter generatorUpdates,
    Counter discriminatorUpdates,
    @Nullable ImageBatches images,
    float lossScale) {

  Step compile(StepKind kind) {
    return switch (kind) {
      case UPDATE_DISCRIMINATOR, UPDATE_DISCRIMINATOR_ON_REAL, UPDATE_DISCRIMINATOR_ON_FAKE ->
          updateDiscriminator(kind, List.of(), true);
      case UPDATE_GENERATOR -> updateGenerator(kind, List.of(), true);
      case EVALUATE_DISCRIMINATOR, EVALUATE_DISCRIMINATOR_ON_REAL, EVALUATE_DISCRIMINATOR_ON_FAKE ->
          evaluateDiscriminator(kind);
      case EVALUATE_GENERATOR -> evaluateGenerator(kind);
      case ITERATION -> iteration();
    };
  }

  /** Joins the turns of both networks, each after the one before it. */
  private Step iteration() {
    List<Step> steps = new ArrayList<>();
    if (gan.plan().composition().isSeparate()) {
      Step real = updateDiscriminator(StepKind.UPDATE_DISCRIMINATOR_ON_REAL, List.of(), false);
      steps.add(real);
      steps.add(
          updateDiscriminator(StepKind.UPDATE_DISCRIMINATOR_ON_FAKE, real.operations(), false));
    } else {
      steps.add(updateDiscriminator(StepKind.UPDATE_DISCRIMINATOR, List.of(), false));
    }
    steps.add(updateGenerator(StepKind.UPDATE_GENERATOR, last(steps).operations(), false));
    List<Op> operations = new ArrayList<>();
    List<Operand<TFloat32>> metrics = new ArrayList<>();
    for (Step step : steps) {
      operations.addAll(step.operations());
      metrics.add(step.metrics());
    }
    return new Step(
        StepKind.ITERATION, operations, tf.concat(metrics, tf.constant(0)), null, null, List.of());
  }

  private static Step last(List<Step> steps) {
    return steps.get(steps.size() - 1);
  }

  private Ops scope(StepKind kind) {
    return tf.withSubScope(kind.name().toLowerCase(Locale.ROOT));
  }

  private Step updateDiscriminator(StepKind kind, List<Op> after, boolean alone) {
    Ops scope = scope(kind);
    Ops reader = after.isEmpty() ? scope : scope.withControlDependencies(after);
    Operand<TInt64> done = discriminatorUpdates.read(reader);
    RandomStream random = random("discriminator", done);
    TrainingPlan plan = gan.plan();
    Operand<TFloat32> real =
        kind.takesReal() ? real(scope, plan.realCount(), turn(scope, done)) : null;
    Operand<TFloat32> noise =
        kind.takesNoise()
            ? noise(scope, "discriminator/noise", plan.generatedCount(), random)
            : null;
    Tower fakes =
        noise == null ? null : generator.tower(scope, reader, modeOfFakes(), noise, random);
    Operand<TFloat32> fake = fakes == null ? null : fakes.output();
    Tower tower =
        discriminator.tower(scope, reader, Mode.TRAINING, join(scope, real, fake), random);
    Scores scores = scores(scope, real, fake, tower.output());
    LossCompiler losses = losses();
    Operand<TFloat32> loss = losses.discriminator(scope, scores);
    Update update =
        new UpdateCompiler(graph, scope, discriminatorOptimizer, done, alone, lossScale)
            .compile(kind.name(), loss, tower, fakes);
    Probes probes = new Probes(gan);
    probes.batches(scope, real, noise);
    if (fakes != null) {
      probes.tower(gan.generator(), fakes);
    }
    probes.tower(gan.discriminator(), tower);
    probes.update(gan.discriminator(), loss, discriminatorOptimizer, update);
    return new Step(
        kind,
        update.operations(),
        metrics(scope, losses, loss, scores),
        real,
        noise,
        probes.inOrder());
  }

  private Step updateGenerator(StepKind kind, List<Op> after, boolean alone) {
    Ops scope = scope(kind);
    Ops reader = after.isEmpty() ? scope : scope.withControlDependencies(after);
    // The discriminator's update does not count here, so noise and masks need not wait for it.
    Operand<TInt64> done = generatorUpdates.read(scope);
    RandomStream random = random("generator", done);
    Operand<TFloat32> noise = noise(scope, "generator/noise", gan.plan().batchSize(), random);
    Tower fakes = generator.tower(scope, reader, Mode.TRAINING, noise, random);
    Tower scores = discriminator.tower(scope, reader, Mode.FROZEN, fakes.output(), random);
    LossCompiler losses = losses();
    Operand<TFloat32> loss = losses.generator(scope, scores.output());
    Update update =
        new UpdateCompiler(graph, scope, generatorOptimizer, done, alone, lossScale)
            .compile(kind.name(), loss, fakes, scores);
    Probes probes = new Probes(gan);
    probes.batches(scope, null, noise);
    probes.tower(gan.generator(), fakes);
    probes.tower(gan.discriminator(), scores);
    probes.update(gan.generator(), loss, generatorOptimizer, update);
    return new Step(
        kind,
        update.operations(),
        metrics(scope, losses, loss, scores.output()),
        null,
        noise,
        probes.inOrder());
  }

  private Step evaluateDiscriminator(StepKind kind) {
    Ops scope = scope(kind);
    Operand<TInt64> done = discriminatorUpdates.read(scope);
    RandomStream random = random("validation", done);
    int realCount = validationRealCount();
    Operand<TFloat32> real = null;
    if (kind.takesReal()) {
      real =
          images == null
              ? fed(scope, discriminator.network().inputShape())
              : replaceable(scope, images.random(scope, "validation/images", realCount, done));
    }
    int generated = validationSize() - realCount;
    Operand<TFloat32> noise =
        kind.takesNoise()
            ? noise(scope, "validation/discriminator/noise", generated, random)
            : null;
    Operand<TFloat32> fake =
        noise == null
            ? null
            : generator.tower(scope, scope, Mode.INFERENCE, noise, random).output();
    Operand<TFloat32> batch = join(scope, real, fake);
    Operand<TFloat32> output =
        discriminator.tower(scope, scope, Mode.INFERENCE, batch, random).output();
    Scores scores = scores(scope, real, fake, output);
    Operand<TFloat32> loss = losses().discriminator(scope, scores);
    return new Step(
        kind, List.of(), metrics(scope, losses(), loss, scores), real, noise, List.of());
  }

  private Step evaluateGenerator(StepKind kind) {
    Ops scope = scope(kind);
    RandomStream random = random("validation", generatorUpdates.read(scope));
    Operand<TFloat32> noise = noise(scope, "validation/generator/noise", validationSize(), random);
    Operand<TFloat32> fake = generator.tower(scope, scope, Mode.INFERENCE, noise, random).output();
    Operand<TFloat32> output =
        discriminator.tower(scope, scope, Mode.INFERENCE, fake, random).output();
    Operand<TFloat32> loss = losses().generator(scope, output);
    return new Step(
        kind, List.of(), metrics(scope, losses(), loss, output), null, noise, List.of());
  }

  private Mode modeOfFakes() {
    return switch (gan.plan().fakes()) {
      case TRAINING -> Mode.TRAINING;
      case INFERENCE -> Mode.INFERENCE;
    };
  }

  /**
   * Every role has streams of its own: both networks' counts are equal, and a layer is in both
   * steps.
   */
  private RandomStream random(String role, Operand<TInt64> count) {
    return new RandomStream(Seeds.derive(gan.plan().seed(), role), count);
  }

  private LossCompiler losses() {
    return new LossCompiler(gan.loss(), gan.labels(), gan.keras());
  }

  private int validationSize() {
    return gan.plan().schedule() instanceof Adaptive adaptive
        ? adaptive.validation()
        : 2 * gan.plan().batchSize();
  }

  private int validationRealCount() {
    return gan.plan().schedule() instanceof Adaptive adaptive
        ? adaptive.validationRealCount()
        : gan.plan().batchSize();
  }

  /** A turn of separate updates is two updates, and both belong to the same turn. */
  private Operand<TInt64> turn(Ops scope, Operand<TInt64> updates) {
    return gan.plan().composition().isSeparate()
        ? scope.math.floorDiv(updates, scope.constant(2L))
        : updates;
  }

  private Operand<TFloat32> real(Ops scope, int count, Operand<TInt64> turn) {
    TrainingPlan plan = gan.plan();
    return images == null
        ? fed(scope, discriminator.network().inputShape())
        : replaceable(scope, images.next(scope, plan.order(), count, turn));
  }

  private Operand<TFloat32> noise(Ops scope, String name, int count, RandomStream random) {
    Operand<TInt32> shape =
        scope.constant(new int[] {count, generator.network().inputShape().dim(0)});
    return replaceable(
        scope, NoiseCompiler.compile(scope, gan.noise(), shape, random.seedOf(scope, name)));
  }

  /** Returns the batch, or what a caller feeds in its place, of any size. */
  private static Operand<TFloat32> replaceable(Ops scope, Operand<TFloat32> batch) {
    long[] dims = batch.asOutput().shape().asArray();
    dims[0] = Shape.UNKNOWN_SIZE;
    return scope.placeholderWithDefault(batch, Shape.of(dims));
  }

  private static Operand<TFloat32> fed(Ops scope, TensorShape one) {
    return GanGraph.batchPlaceholder(scope, one);
  }

  private static Operand<TFloat32> join(
      Ops scope, @Nullable Operand<TFloat32> real, @Nullable Operand<TFloat32> fake) {
    return new Scores(real, fake).joined(scope);
  }

  /** Takes the joined outputs apart again. */
  private static Scores scores(
      Ops scope,
      @Nullable Operand<TFloat32> real,
      @Nullable Operand<TFloat32> fake,
      Operand<TFloat32> outputs) {
    if (real == null || fake == null) {
      return new Scores(real == null ? null : outputs, fake == null ? null : outputs);
    }
    Operand<TInt32> realCount = count(scope, real);
    Operand<TInt32> zero = scope.constant(0);
    Operand<TInt32> one = scope.constant(1);
    Operand<TInt32> all = scope.constant(-1);
    return new Scores(
        scope.slice(
            outputs, scope.stack(List.of(zero, zero)), scope.stack(List.of(realCount, one))),
        scope.slice(
            outputs, scope.stack(List.of(realCount, zero)), scope.stack(List.of(all, one))));
  }

  private static Operand<TInt32> count(Ops scope, Operand<TFloat32> batch) {
    return scope.reshape(
        scope.slice(
            scope.shape(batch), scope.constant(new int[] {0}), scope.constant(new int[] {1})),
        scope.constant(new int[0]));
  }

  private static Operand<TFloat32> metrics(
      Ops scope, LossCompiler losses, Operand<TFloat32> loss, Scores scores) {
    Operand<TFloat32> labels = scores.labels(scope, losses.realLabel(), losses.fakeLabel());
    return scope.stack(List.of(loss, losses.accuracy(scope, labels, scores.joined(scope))));
  }

  private static Operand<TFloat32> metrics(
      Ops scope, LossCompiler losses, Operand<TFloat32> loss, Operand<TFloat32> fake) {
    Operand<TFloat32> labels =
        scope.fill(scope.shape(fake), scope.constant((float) losses.adversarialLabel()));
    return scope.stack(List.of(loss, losses.accuracy(scope, labels, fake)));
  }
}
