package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.Sequential;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Dense;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.objective.Labels;
import org.ganforge.train.Adaptive;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchMetrics;
import org.ganforge.train.Fakes;
import org.ganforge.train.NetworkMetrics;
import org.ganforge.train.Schedule;
import org.ganforge.train.TrainingEvent;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;

/** The watch names the cause if both networks succeed on the generator's images. */
class ModesSignTest {
  private static final Sequential NORMALIZED =
      Sequential.builder("generator")
          .input(2)
          .add(Sequential.builder("inner").input(2).add(BatchNormalization.of()).build())
          .add(Dense.of(2))
          .build();

  private final List<CollapseWarning> warnings = new ArrayList<>();

  private static Gan gan(Sequential generator, Fakes fakes, Schedule schedule) {
    Sequential discriminator =
        Sequential.builder("discriminator")
            .input(2)
            .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
            .build();
    return Gan.of("tiny", generator, discriminator)
        .withPlan(TrainingPlan.of().withFakes(fakes).withSchedule(schedule));
  }

  private static Gan inference() {
    return gan(NORMALIZED, Fakes.INFERENCE, Alternating.of());
  }

  private void watch(Gan gan, int iterations, double discriminator, double generator) {
    FloatTensor reals = FloatTensor.of(TensorShape.of(2, 2), 0, 0, 3, 3);
    CollapseWatch watch = CollapseWatch.of(gan, reals, warnings::add);
    watch.on(Events.started(0, 10_000));
    for (int i = 1; i <= iterations; i++) {
      watch.on(
          new TrainingEvent.IterationDone(
              i,
              new NetworkMetrics(new BatchMetrics(0.0009, discriminator), null, i),
              new NetworkMetrics(new BatchMetrics(0.0018, generator), null, i),
              8));
    }
  }

  @Test
  void warnsOfFakesInAnotherMode() {
    watch(inference(), 100, 1, 0.995);
    assertThat(warnings).isEmpty();
    watch(inference(), 1000, 1, 0.995);
    assertThat(warnings)
        .containsExactly(
            new CollapseWarning(
                101,
                CollapseWarning.Sign.FAKES_IN_ANOTHER_MODE,
                "over the last 100 iterations the discriminator was right on 100.0 % of its images,"
                    + " and 99.5 % of the generator's passed for real: the two networks see"
                    + " different images, since the discriminator's fakes are generated in"
                    + " inference mode, with the moving averages of BatchNormalization. Set"
                    + " plan.fakes to training, or lower BatchNormalization's momentum"));
  }

  @Test
  void isSilentIfOneOfTheTwoErrs() {
    watch(inference(), 1000, 0.98, 1);
    watch(inference(), 1000, 1, 0.98);
    assertThat(warnings).isEmpty();
  }

  @Test
  void isSilentIfTheCauseIsDifferent() {
    Sequential plain = Sequential.builder("generator").input(2).add(Dense.of(2)).build();
    Labels turned = Labels.of().withAdversarial(0.1);
    watch(gan(NORMALIZED, Fakes.TRAINING, Alternating.of()), 1000, 1, 1);
    watch(gan(plain, Fakes.INFERENCE, Alternating.of()), 1000, 1, 1);
    watch(gan(NORMALIZED.withTrainable(false), Fakes.INFERENCE, Alternating.of()), 1000, 1, 1);
    watch(gan(NORMALIZED, Fakes.INFERENCE, Adaptive.of()), 1000, 1, 1);
    watch(inference().withObjective(BinaryCrossentropy.of().withLabels(turned)), 1000, 1, 1);
    assertThat(warnings).isEmpty();
  }
}
