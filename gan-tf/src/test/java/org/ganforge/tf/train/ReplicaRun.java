package org.ganforge.tf.train;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ganforge.Gan;
import org.ganforge.data.ImageSource;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.distributed.Replicas;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.session.ComputeType;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.variable.Variable;
import org.ganforge.tf.variable.Variables;
import org.ganforge.train.TrainingEvent;
import org.jspecify.annotations.Nullable;
import org.tensorflow.DeviceSpec;
import org.tensorflow.op.Ops;

/**
 * A short training on some replicas.
 *
 * @param losses of the discriminator and the generator at each iteration
 * @param weights after the last
 */
record ReplicaRun(List<Double> losses, Map<String, FloatTensor> weights) {
  static ReplicaRun of(Gan gan, ImageSource images, int replicas, int iterations) {
    List<Double> losses = new ArrayList<>();
    try (TensorFlowTrainer trainer = open(gan, images, replicas)) {
      trainer.trainUntil(
          iterations,
          event -> {
            if (event instanceof TrainingEvent.IterationDone done) {
              losses.add(done.discriminator().training().loss());
              losses.add(done.generator().training().loss());
            }
          });
      return new ReplicaRun(losses, trainer.weights());
    }
  }

  /** Opens a trainer with single-threaded operations on virtual devices of the CPU. */
  static TensorFlowTrainer open(Gan gan, @Nullable ImageSource images, int replicas) {
    return TensorFlowTrainer.open(
        gan,
        images,
        FormSelection.of(FormTable.namesOfProducts()),
        new SessionSettings(1, 2, ComputeType.FLOAT32, true).withReplicas(replicas(replicas)));
  }

  static Replicas replicas(int count) {
    return count == 1
        ? Replicas.alone()
        : Replicas.here(
            IntStream.range(0, count)
                .mapToObj(
                    index ->
                        DeviceSpec.newBuilder()
                            .deviceType(DeviceSpec.DeviceType.CPU)
                            .deviceIndex(index)
                            .build())
                .toList());
  }

  /** Returns all state of each replica. */
  static List<Map<String, FloatTensor>> states(TensorFlowTrainer trainer) {
    Ops tf = Ops.create(trainer.session().graph().graph()).withSubScope("compare");
    List<Map<String, FloatTensor>> all = new ArrayList<>();
    for (Variables variables : trainer.session().graph().variablesOfAll()) {
      List<Variable> each = new ArrayList<>(variables.weights());
      each.addAll(variables.slots());
      List<FloatTensor> values =
          trainer
              .session()
              .fetch(List.of(), each.stream().map(one -> one.read(tf)).toList(), Map.of());
      Map<String, FloatTensor> state = new LinkedHashMap<>();
      for (int i = 0; i < each.size(); i++) {
        state.put(each.get(i).name(), values.get(i));
      }
      all.add(state);
    }
    return all;
  }

  /** Returns the largest difference from another run's weights, without those named. */
  double distance(ReplicaRun other, Set<String> without) {
    double largest = 0;
    for (String name : weights.keySet()) {
      if (!without.contains(name)) {
        float[] mine = requireNonNull(weights.get(name)).toArray();
        float[] theirs = requireNonNull(other.weights.get(name)).toArray();
        for (int i = 0; i < mine.length; i++) {
          largest = Math.max(largest, Math.abs(mine[i] - theirs[i]));
        }
      }
    }
    return largest;
  }

  /** Returns the largest difference between losses. */
  double lossDistance(ReplicaRun other) {
    return IntStream.range(0, losses.size())
        .mapToDouble(i -> Math.abs(losses.get(i) - other.losses.get(i)))
        .max()
        .orElseThrow();
  }
}
