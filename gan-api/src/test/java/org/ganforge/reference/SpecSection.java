package org.ganforge.reference;

import java.util.List;
import java.util.stream.Stream;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.Model;
import org.ganforge.Reference;
import org.ganforge.Sequential;
import org.ganforge.data.Colormap;
import org.ganforge.data.ValueRange;
import org.ganforge.json.form.Variants;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Input;
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.Layer;
import org.ganforge.layer.Padding;
import org.ganforge.noise.Noise;
import org.ganforge.objective.AuxiliaryLoss;
import org.ganforge.objective.Labels;
import org.ganforge.objective.Objective;
import org.ganforge.optimizer.LearningRateSchedule;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.penalty.Penalty;
import org.ganforge.regularization.AdaptiveProbability;
import org.ganforge.regularization.DiffAugment;
import org.ganforge.regularization.Regularization;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.BatchOrder;
import org.ganforge.train.CheckpointPlan;
import org.ganforge.train.DataPlan;
import org.ganforge.train.EvaluationPlan;
import org.ganforge.train.FakeLabels;
import org.ganforge.train.Fakes;
import org.ganforge.train.Measure;
import org.ganforge.train.RecordingPlan;
import org.ganforge.train.Schedule;
import org.ganforge.train.TensorBoardPlan;
import org.ganforge.train.TrainingPlan;

/**
 * A section of the page about the spec.
 *
 * @param types records and enums, in order
 */
record SpecSection(String title, List<Class<?>> types) {
  static final List<SpecSection> ALL =
      List.of(
          of("The whole", Gan.class),
          of("Networks", Sequential.class, Model.class),
          of("Inputs of a Model", Input.class),
          of("Objectives", Objective.class, Labels.class, AuxiliaryLoss.class),
          of("Penalties", Penalty.class),
          of("Regularizations", Regularization.class, AdaptiveProbability.class),
          of("Distributions of the noise", Noise.class),
          of("Optimizers", Optimizer.class),
          of("Learning rates", LearningRateSchedule.class),
          of("Initializers", Initializer.class),
          of("Data", DataPlan.class),
          of("Training", TrainingPlan.class),
          of("Schedules", Schedule.class),
          of(
              "Recording",
              RecordingPlan.class,
              CheckpointPlan.class,
              EvaluationPlan.class,
              TensorBoardPlan.class),
          of("Where it comes from", Reference.class),
          of(
              "Values",
              ActivationFunction.class,
              Padding.class,
              Interpolation.class,
              DiffAugment.Change.class,
              BatchComposition.class,
              BatchOrder.class,
              Fakes.class,
              FakeLabels.class,
              Measure.class,
              ValueRange.class,
              Colormap.class,
              KerasVersion.class));

  private static SpecSection of(String title, Class<?>... types) {
    return new SpecSection(
        title,
        Stream.of(types)
            .flatMap(type -> type.isSealed() ? Variants.members(type).stream() : Stream.of(type))
            .<Class<?>>map(type -> type)
            .toList());
  }

  /** Returns the sealed type under which a record is written as JSON, or the record itself. */
  Class<?> family(Class<?> type) {
    return Stream.concat(Variants.FAMILIES.stream(), Stream.of(Optimizer.class))
        .filter(family -> family != Layer.class && family.isAssignableFrom(type))
        .findFirst()
        .<Class<?>>map(family -> family)
        .orElse(type);
  }
}
