package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.Gan;
import org.ganforge.KerasVersion;
import org.ganforge.Sequential;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.json.codec.RecordedSpec;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Dense;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.noise.Normal;
import org.ganforge.noise.Semicircle;
import org.ganforge.noise.Uniform;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.optimizer.SGD;
import org.ganforge.train.Adaptive;
import org.ganforge.train.Alternating;
import org.ganforge.train.BatchComposition;
import org.ganforge.train.DataPlan;
import org.ganforge.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditTest {
  private static final Sequential GENERATOR =
      Sequential.builder("generator").input(4).add(Dense.of(16)).add(Reshape.of(4, 4, 1)).build();
  private static final Sequential DISCRIMINATOR =
      Sequential.builder("discriminator")
          .input(4, 4, 1)
          .add(Flatten.of())
          .add(Dense.of(8))
          .add(Dropout.of(0.5))
          .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
          .build();
  private static final Gan GAN =
      Gan.of("tiny", GENERATOR, DISCRIMINATOR)
          .withNoise(new Uniform(-2, 2))
          .withGeneratorOptimizer(
              RMSprop.of(InverseTimeDecay.of(0.5, 1, 0.25)).withRho(0.8).withClipvalue(1.0));

  private static Gan edit(String... assignments) {
    return GanJson.edit(GAN, List.of(assignments));
  }

  /** An unrelated edit is not blamed for a mismatch that an older version accepted. */
  @Test
  void changesARecordWithAMismatchedLoss(@TempDir Path folder) throws IOException {
    Gan fitting =
        Gan.of(
            "tiny",
            Sequential.builder("generator").input(2).add(Dense.of(3)).build(),
            Sequential.builder("discriminator").input(3).add(Dense.of(1)).build());
    String text = GanJson.write(fitting).replaceFirst(",?\\s*\"objective\": \\{[^}]*}", "");
    Gan recorded = RecordedSpec.read(Files.writeString(folder.resolve("gan.json"), text));
    assertThat(recorded).isNotEqualTo(fitting);

    assertThat(GanJson.edit(recorded, List.of("plan.iterations=7")))
        .isEqualTo(recorded.withPlan(recorded.plan().withIterations(7)));
    assertThatThrownBy(() -> GanJson.edit(fitting, List.of("objective=binary_crossentropy")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("objective: expected a discriminator that ends in a sigmoid");
  }

  @Test
  void changesNothingWithoutAssignments() {
    assertThat(edit()).isEqualTo(GAN);
  }

  @Test
  void setsNumbersStringsAndBooleansAtTheirPaths() {
    assertThat(
            edit(
                "name=other",
                "keras=2",
                "generator.trainable=false",
                "data.dataset=mnist",
                "data.range=[0, 1]",
                "plan.batch_size=32",
                "plan.composition=separate_halves",
                "generator_optimizer.learning_rate=1e-3"))
        .isEqualTo(
            GAN.withName("other")
                .withKeras(KerasVersion.KERAS_2)
                .withGenerator(GENERATOR.withTrainable(false))
                .withData(DataPlan.of().withDataset("mnist").withRange(ValueRange.ZERO_TO_ONE))
                .withPlan(
                    TrainingPlan.of()
                        .withBatchSize(32)
                        .withComposition(BatchComposition.SEPARATE_HALVES))
                .withGeneratorOptimizer(
                    RMSprop.of(InverseTimeDecay.of(0.001, 1, 0.25))
                        .withRho(0.8)
                        .withClipvalue(1.0)));
  }

  @Test
  void dropsFieldsThatTheNewTypeLacks() {
    assertThat(edit("noise.type=semicircle")).isEqualTo(GAN.withNoise(Semicircle.of()));
    assertThat(edit("noise.type=normal").noise()).isEqualTo(Normal.of());
  }

  @Test
  void keepsFieldsThatTheNewTypeHas() {
    assertThat(edit("generator_optimizer.type=SGD").generatorOptimizer())
        .isEqualTo(SGD.of(InverseTimeDecay.of(0.5, 1, 0.25)).withClipvalue(1.0));
    Gan named = edit("discriminator.layers[2].name=drop");
    assertThat(
            GanJson.edit(named, List.of("discriminator.layers[2].type=Flatten"))
                .discriminator()
                .layers()
                .get(2))
        .isEqualTo(Flatten.of().withName("drop"));
  }

  @Test
  void replacesAPartAsAWhole() {
    assertThat(edit("noise=semicircle").noise()).isEqualTo(Semicircle.of());
    assertThat(
            edit("discriminator_optimizer={\"type\": \"SGD\", \"momentum\": 0.9}")
                .discriminatorOptimizer())
        .isEqualTo(SGD.of().withMomentum(0.9));
    assertThat(edit("plan={}").plan()).isEqualTo(TrainingPlan.of());
  }

  @Test
  void changesInsideAPartAtItsDefault() {
    assertThat(edit("plan.schedule.generator_turns=2").plan().schedule())
        .isEqualTo(new Alternating(1, 2));
    assertThat(edit("plan.schedule.type=adaptive", "plan.schedule.cap=7").plan().schedule())
        .isEqualTo(Adaptive.of().withCap(7));
    assertThat(edit("discriminator_optimizer.beta_1=0.9").discriminatorOptimizer())
        .isEqualTo(Adam.of(2e-4));
    assertThat(edit("discriminator.layers[1].kernel_initializer.type=HeNormal").discriminator())
        .isEqualTo(
            Sequential.builder("discriminator")
                .input(4, 4, 1)
                .add(Flatten.of())
                .add(Dense.of(8).withKernelInitializer(Initializer.HeNormal.of()))
                .add(Dropout.of(0.5))
                .add(Dense.of(1).withActivation(ActivationFunction.SIGMOID))
                .build());
  }

  @Test
  void changesLayersByIndex() {
    assertThat(edit("discriminator.layers[2].rate=0.3").discriminator().layers().get(2))
        .isEqualTo(Dropout.of(0.3).withName("dropout"));
  }

  @Test
  void addsALayerAtTheIndexAfterTheLast() {
    assertThat(edit("generator.layers[2]={\"type\": \"LeakyReLU\"}").generator().layers())
        .hasSize(3)
        .last()
        .isEqualTo(LeakyReLU.of().withName("leaky_re_lu"));
  }

  @Test
  void checksOnlyTheResultOfAllAssignments() {
    assertThat(
            edit(
                    "generator.layers[0].units=9",
                    "generator.layers[1].target_shape=[3, 3, 1]",
                    "discriminator.input_shape=[3, 3, 1]")
                .generator()
                .outputShape())
        .hasToString("[3, 3, 1]");
  }

  @Test
  void acceptsNullForNullableFields() {
    Gan five = edit("data.dataset=mnist", "data.label=5");
    assertThat(five.data().label()).isEqualTo(5);
    assertThat(GanJson.edit(five, List.of("data.dataset=null", "data.label=null"))).isEqualTo(GAN);
  }

  @Test
  void takesTextLiterallyForAString() {
    assertThat(edit("name=5").name()).isEqualTo("5");
    assertThat(edit("reference.summary=a=b, 'c'").reference().summary()).isEqualTo("a=b, 'c'");
    assertThat(edit("reference.summary=\"quoted\"").reference().summary()).isEqualTo("quoted");
    assertThat(edit("reference.source=").reference().source()).isEmpty();
    assertThat(edit("reference.choices[0]=one").reference().choices()).containsExactly("one");
  }

  @Test
  void patchesWithAnObjectOfPathsAndValues() {
    assertThat(
            GanJson.patch(
                GAN,
                "{\"noise.type\": \"semicircle\", \"plan.schedule\": {\"type\": \"adaptive\"}}"))
        .isEqualTo(edit("noise.type=semicircle", "plan.schedule=adaptive"));
  }

  @Test
  void refusesAPatchThatIsNotAnObject() {
    assertThatThrownBy(() -> GanJson.patch(GAN, "[1]"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "$: expected an object of paths and values but found [1]; put braces around it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          noise                            | noise: expected a path and a value with = between them but found no =; write it as in noise.type=semicircle
          =5                               | expected a path but found other text; write it as in noise.type or generator.layers[0].units
          noise..type=normal               | noise..type: expected a path but found other text; write it as in noise.type or generator.layers[0].units
          generator.layers[x]=1            | generator.layers[x]: expected a path but found other text; write it as in noise.type or generator.layers[0].units
          noise.typ=normal                 | noise.typ: expected a field of Uniform but found "typ"; did you mean "type"? (its fields are "type", "minval", "maxval")
          noise.mean=1                     | noise.mean: expected a field of Uniform but found "mean"; its fields are "type", "minval", "maxval"
          noise.type=gaussian              | noise.type: expected one of "normal", "semicircle", "uniform" but found "gaussian"; choose one of them
          noise.type=3                     | noise.type: expected one of "normal", "semicircle", "uniform" but found 3; write a string
          noise.minVal=4                   | noise.minVal: expected a field of Uniform but found "minVal"; did you mean "minval"? (its fields are "type", "minval", "maxval")
          format=2                         | format: expected a field of Gan but found "format"; its fields are "name", "keras", "generator", "discriminator", "noise", "objective", "auxiliary", "penalties", "regularization", "generator_optimizer", "discriminator_optimizer", "data", "plan", "recording", "reference"
          plan.type=adaptive               | plan.type: expected a field of TrainingPlan but found "type"; its fields are "iterations", "batch_size", "composition", "fakes", "fake_labels", "order", "schedule", "seed"
          plan[0]=1                        | plan[0]: expected a field of TrainingPlan but found "[0]"; its fields are "iterations", "batch_size", "composition", "fakes", "fake_labels", "order", "schedule", "seed"
          plan.batch_size.x=1              | plan.batch_size.x: expected the end of the path but found "x"; give the value as a whole
          generator.input_shape[0]=5       | generator.input_shape[0]: expected the end of the path but found [0]; give the value as a whole
          generator_optimizer.clipnorm.x=1 | generator_optimizer.clipnorm.x: expected the end of the path but found "x"; give the value as a whole
          discriminator.layers[9].rate=0   | discriminator.layers[9]: expected an index from [0] to [3] but found [9]; count from 0
          discriminator.layers[5]=0        | discriminator.layers[5]: expected an index from [0] to [4] but found [5]; count from 0
          discriminator.layers.rate=0      | discriminator.layers.rate: expected an index from [0] to [4] but found "rate"; count from 0
          reference.choices[0].x=a         | reference.choices: expected an array with something to change but found []; give it as a whole
          plan.batch_size=0                | plan.batch_size: expected a whole number of at least 1 but found 0; give 1 or more
          plan.batch_size=many             | plan.batch_size: expected a whole number but found "many"; write it without quotes
          plan.batch_size=                 | plan.batch_size: expected a whole number but found ""; write it without quotes
          plan={"batch_size": 0}           | plan.batch_size: expected a whole number of at least 1 but found 0; give 1 or more
          plan={"batch_size": 4            | plan: expected JSON but found its end at line 1, column 17; JSON has no comments, no NaN, no single quotes and no comma before a bracket
          noise={type: normal}             | noise: expected JSON but found other text at line 1, column 2; JSON has no comments, no NaN, no single quotes and no comma before a bracket
          generator_optimizer.clipnorm=1   | generator_optimizer.clipnorm: expected at most one of clipvalue, clipnorm and global_clipnorm but found 2 of them; keep one
          generator.layers[0].units=9      | generator.layers[0].units=9: generator.layers[1] (Reshape reshape): expected an input whose 9 numbers fit the target shape but found [9] for [4, 4, 1]; change target_shape or the layer before it
          discriminator.layers[3].units=2  | discriminator.layers[3].units: expected one number as output, shape [1] but found [2]; end it with a Dense of 1 unit
          """)
  void saysAtWhichPathItIsWrong(String assignment, String message) {
    assertThatThrownBy(() -> edit(assignment))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void namesAllAssignmentsIfNoSingleOneIsWrong() {
    assertThatThrownBy(
            () ->
                edit(
                    "plan.seed=3",
                    "generator.layers[0].units=9",
                    "reference.summary=" + "a".repeat(99)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "plan.seed=3, generator.layers[0].units=9, reference.summary="
                + "a".repeat(60)
                + "...: generator.layers[1] (Reshape reshape): expected");
  }

  @Test
  void blamesTheEditThatBrokeAPart() {
    assertThatThrownBy(() -> edit("noise=5", "noise.minval=0"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "noise: expected one of \"normal\", \"semicircle\", \"uniform\" but found 5;"
                + " write an object such as {\"type\": \"normal\"}");
  }
}
