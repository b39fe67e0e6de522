package org.ganforge.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.layer.FloatTensor;
import org.ganforge.plain.PlainBackend;
import org.ganforge.train.BatchMetrics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract detects typical faults of backends: each is injected into a correct trainer. */
class ContractFaultsTest {
  /** Makes a call to a trainer's method faulty. */
  @FunctionalInterface
  private interface Fault {
    @Nullable Object call(GanTrainer trainer, String method, Call real) throws Throwable;
  }

  /** The original call. */
  @FunctionalInterface
  private interface Call {
    @Nullable Object make() throws Throwable;
  }

  /** One test of the contract. */
  @FunctionalInterface
  private interface Part {
    void play(BackendContract contract, Path folder) throws Exception;
  }

  static Stream<Arguments> faults() {
    return Stream.concat(ofUpdates(), ofOtherThings());
  }

  private static Stream<Arguments> ofUpdates() {
    return Stream.of(
        fault(
            "the discriminator's update reaches the generator",
            (contract, folder) -> contract.anUpdateOfTheDiscriminatorChangesOnlyItsWeights(),
            after("updateDiscriminator", trainer -> nudge(trainer, "generator/dense/bias"))),
        fault(
            "the discriminator is not frozen",
            (contract, folder) -> contract.anUpdateOfTheGeneratorChangesOnlyItsWeights(),
            after("updateGenerator", trainer -> nudge(trainer, "discriminator/dense/bias"))),
        fault(
            "metrics after the update",
            (contract, folder) -> contract.metricsAreThoseBeforeTheUpdate(),
            (trainer, method, real) -> {
              Object metrics = real.make();
              return method.equals("updateGenerator")
                  ? trainer.evaluateGenerator(ContractGans.someNoise(4))
                  : metrics;
            }),
        fault(
            "steps of twice the size",
            (contract, folder) -> contract.aStepOfGradientDescentFollowsTheGradientOfTheLoss(),
            (trainer, method, real) -> {
              if (method.startsWith("update")) {
                real.make();
              }
              return real.make();
            }),
        fault(
            "a loss that is a sum",
            (contract, folder) ->
                contract.theLossIsTheMeanCrossentropyAndTheAccuracyTheShareOnTheRightSide(),
            (trainer, method, real) ->
                real.make() instanceof BatchMetrics metrics
                    ? new BatchMetrics(2 * metrics.loss(), metrics.accuracy())
                    : real.make()));
  }

  private static Stream<Arguments> ofOtherThings() {
    AtomicLong calls = new AtomicLong();
    return Stream.of(
        fault(
            "restoring forgets what came last",
            (contract, folder) -> contract.theOptimizersStatesAreRestored(folder),
            after("restore", trainer -> nudge(trainer, "generator/dense/bias"))),
        fault(
            "saving changes something",
            (contract, folder) -> contract.aCheckpointDescribesItself(folder),
            after("save", trainer -> nudge(trainer, "generator/dense/bias"))),
        fault(
            "noise of no seed",
            (contract, folder) -> contract.theSameSeedGivesTheSameNoise(),
            (trainer, method, real) ->
                method.equals("noise")
                    ? ContractGans.batch(6, ContractGans.NOISE, calls.incrementAndGet())
                    : real.make()),
        fault(
            "a training that changes something when it is interrupted",
            (contract, folder) -> contract.trainingInPartsEqualsTrainingAtOnce(),
            after("trainUntil", trainer -> nudge(trainer, "generator/dense/bias"))),
        fault(
            "a closed trainer that answers",
            (contract, folder) -> contract.aClosedTrainerRefusesEverything(),
            (trainer, method, real) -> method.equals("iteration") ? Long.valueOf(0) : real.make()),
        fault(
            "images of a batch that know of each other",
            (contract, folder) -> contract.examplesDoNotDependOnEachOther(),
            (trainer, method, real) ->
                method.equals("generate") && real.make() instanceof FloatTensor images
                    ? scaled(images, 1 + images.count())
                    : real.make()));
  }

  private static Arguments fault(String name, Part part, Fault fault) {
    return arguments(name, part, fault);
  }

  private static Fault after(String name, Consumer<GanTrainer> more) {
    return (trainer, method, real) -> {
      Object result = real.make();
      if (method.equals(name)) {
        more.accept(trainer);
      }
      return result;
    };
  }

  private static void nudge(GanTrainer trainer, String name) {
    Map<String, FloatTensor> weights = new LinkedHashMap<>(trainer.weights());
    float[] values = weights.get(name).toArray();
    values[0] += 0.001f;
    trainer.setWeights(Map.of(name, FloatTensor.wrap(weights.get(name).shape(), values)));
  }

  private static FloatTensor scaled(FloatTensor images, int by) {
    float[] values = images.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] /= by;
    }
    return FloatTensor.wrap(images.shape(), values);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void eachIsDetected(String name, Part part, Fault fault, @TempDir Path folder) {
    BackendContract right = PlainBackend::new;
    assertThatCode(() -> part.play(right, folder.resolve("right"))).doesNotThrowAnyException();
    BackendContract wrong = () -> faulty(fault);
    assertThatThrownBy(() -> part.play(wrong, folder.resolve("wrong")))
        .as(name)
        .isInstanceOf(AssertionError.class);
  }

  /** Returns a backend whose trainers have this fault. */
  private static GanBackend faulty(Fault fault) {
    PlainBackend plain = new PlainBackend();
    return proxy(
        GanBackend.class,
        (method, arguments) ->
            method.getName().equals("open")
                ? faulty((GanTrainer) made(plain, method, arguments), fault)
                : made(plain, method, arguments));
  }

  private static GanTrainer faulty(GanTrainer trainer, Fault fault) {
    return proxy(
        GanTrainer.class,
        (method, arguments) ->
            fault.call(trainer, method.getName(), () -> made(trainer, method, arguments)));
  }

  /** Handles every method of an interface. */
  @FunctionalInterface
  private interface Answer {
    @Nullable Object to(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method, arguments)));
  }

  private static @Nullable Object made(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
