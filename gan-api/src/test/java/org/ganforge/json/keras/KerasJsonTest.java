package org.ganforge.json.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.List;
import org.ganforge.KerasVersion;
import org.ganforge.LeftOut;
import org.ganforge.Model;
import org.ganforge.Sequential;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Add;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Cropping2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.ELU;
import org.ganforge.layer.Embedding;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GaussianNoise;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.GroupNormalization;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Input;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Network;
import org.ganforge.layer.PReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UnaryLayer;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.WeightSpec;
import org.ganforge.layer.ZeroPadding2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The module examples tests this JSON with real Keras. */
class KerasJsonTest {
  private static final Sequential INNER =
      Sequential.builder("inner").input(3).add(Dense.of(5)).add(BatchNormalization.of()).build();

  /** Every layer, with arguments other than the defaults. */
  static final Sequential EVERYTHING =
      Sequential.builder("everything")
          .input(8, 8, 3)
          .add(
              Conv2D.of(4, 3)
                  .withPadding(Padding.SAME)
                  .withStrides(Size2D.of(2, 1))
                  .withKernelInitializer(new Initializer.RandomNormal(0, 0.02)))
          .add(BatchNormalization.of().withMomentum(0.9).withScale(false))
          .add(LeakyReLU.of(0.2))
          .add(Conv2DTranspose.of(3, 4).withStrides(2).withPadding(Padding.SAME))
          .add(PReLU.of().withSharedAxes(List.of(1, 2)))
          .add(MaxPooling2D.of())
          .add(ELU.of().withAlpha(0.5))
          .add(UpSampling2D.of().withSize(Size2D.of(2, 3)))
          .add(ReLU.of().withMaxValue(6.0))
          .add(AveragePooling2D.of().withStrides(Size2D.of(1)))
          .add(ZeroPadding2D.of().withPadding(Padding2D.of(1, 2, 0, 3)))
          .add(Cropping2D.of().withCropping(Padding2D.of(0, 1, 2, 1)))
          .add(DepthwiseConv2D.of(2).withDepthMultiplier(2).withPadding(Padding.SAME))
          .add(GroupNormalization.of().withGroups(1).withCenter(false))
          .add(SeparableConv2D.of(3, 2).withDilationRate(2).withPadding(Padding.SAME))
          .add(GaussianNoise.of(0.1))
          .add(LayerNormalization.of())
          .add(Dropout.of(0.3))
          .add(GlobalMaxPooling2D.of())
          .add(Reshape.of(1, 1, 3))
          .add(GlobalAveragePooling2D.of())
          .add(INNER)
          .add(Dense.of(12).withKernelInitializer(Initializer.HeNormal.of()).withName("named"))
          .add(SpectralNormalization.of(Dense.of(12).withName("inside")).withPowerIterations(2))
          .add(Activation.of(ActivationFunction.TANH))
          .add(Reshape.of(3, 4))
          .add(Flatten.of())
          .build();

  private static final Sequential WORDS =
      Sequential.builder("words").input(3).add(Embedding.of(5, 2)).build();

  @Test
  void everyLayerIsAmongThem() {
    assertThat(Arrays.stream(UnaryLayer.class.getPermittedSubclasses()).map(Class::getSimpleName))
        .filteredOn(name -> !List.of("Embedding", "MinibatchStdDev").contains(name))
        .allSatisfy(
            name -> assertThat(EVERYTHING.layers()).anyMatch(layer -> layer.type().equals(name)));
  }

  @ParameterizedTest
  @EnumSource
  void readsBackWhatItWroteInEitherForm(KerasVersion version) {
    for (Sequential network : List.of(EVERYTHING, WORDS)) {
      String json = KerasJson.write(network, version);
      assertThat(KerasJson.read(json)).isEqualTo(network);
      assertThat(KerasJson.write(KerasJson.read(json), version)).isEqualTo(json);
    }
  }

  @Test
  void refusesToWriteALayerThatKerasDoesNotHave() {
    Sequential network = grouped(MinibatchStdDev.of());
    assertThatThrownBy(() -> KerasJson.write(network, KerasVersion.KERAS_3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "minibatch_std_dev: expected a layer that Keras has but found MinibatchStdDev; export"
                + " as savedmodel, which any TensorFlow reads");
  }

  /** Found with real Keras 2.2.4. */
  @Test
  void omitsWhatKeras2RefusesUnlessItMatters() {
    Sequential plain = grouped(Conv2D.of(4, 3), GlobalMaxPooling2D.of());
    assertThat(KerasJson.write(plain, KerasVersion.KERAS_2))
        .doesNotContain("\"groups\"", "\"keepdims\"");
    assertThat(KerasJson.write(plain, KerasVersion.KERAS_3))
        .contains("\"groups\": 1", "\"keepdims\": false");
    assertThat(KerasJson.write(grouped(Conv2D.of(4, 3).withGroups(2)), KerasVersion.KERAS_2))
        .contains("\"groups\": 2");
    assertThat(
            KerasJson.write(grouped(GroupNormalization.of().withGroups(1)), KerasVersion.KERAS_2))
        .contains("\"groups\": 1");
  }

  private static Sequential grouped(Layer... layers) {
    return Sequential.of("grouped", TensorShape.of(4, 4, 2), List.of(layers));
  }

  /** TensorFlow's Keras 2 also writes the options of these layers' base classes. */
  @Test
  void readsWhatKeras2AddsToDepthwiseConvolutions() {
    String json =
        KerasJson.write(
            grouped(DepthwiseConv2D.of(2).withName("d"), SeparableConv2D.of(3, 2).withName("s")),
            KerasVersion.KERAS_2);
    String longer =
        json.replace(
            "\"depth_multiplier\": 1,",
            "\"depth_multiplier\": 1, \"groups\": 1, \"kernel_regularizer\": null,"
                + " \"kernel_constraint\": null, \"kernel_initializer\": {\"class_name\":"
                + " \"GlorotUniform\", \"config\": {\"seed\": null}},");
    assertThat(longer).contains("kernel_initializer");
    assertThat(KerasJson.read(longer)).isEqualTo(KerasJson.read(json));
  }

  private static final String DENSE =
      """
      {"class_name": "Sequential", "config": {"name": "small", "layers": [
        {"class_name": "Dense", "config": {"name": "one", "trainable": true, "batch_input_shape": [null, 4],
         "dtype": "float32", "units": 2, "activation": "relu", "use_bias": true, "kernel_initializer":
         {"class_name": "VarianceScaling", "config": {"scale": 1.0, "mode": "fan_avg", "distribution":
          "uniform", "seed": null}}, "bias_initializer": {"class_name": "Zeros", "config": {}},
         "kernel_regularizer": null, "bias_regularizer": null, "activity_regularizer": null,
         "kernel_constraint": null, "bias_constraint": null}},
        {"class_name": "BatchNormalization", "config": {"name": "two", "axis": 1, "momentum": 0.5}}
      ]}, "keras_version": "2.2.4", "backend": "tensorflow"}
      """;

  @Test
  void readsWhatKeras2Wrote() {
    assertThat(KerasJson.read(DENSE))
        .isEqualTo(
            Sequential.builder("small")
                .input(4)
                .add(Dense.of(2).withActivation(ActivationFunction.RELU).withName("one"))
                .add(BatchNormalization.of().withMomentum(0.5).withName("two"))
                .build());
  }

  @Test
  void anInputOfAModelHasAShape() {
    Input row = Input.Features.of(4);
    Model twice = Model.of("twice", List.of(row), Add.of().on(row, row));
    String json = KerasJson.write(twice, KerasVersion.KERAS_3);
    for (String now : List.of("", "[]", "7")) {
      String without =
          json.replaceFirst(
              "\"batch_shape\": *\\[[^]]*],", now.isEmpty() ? "" : "\"batch_shape\": " + now + ",");
      assertThat(without).isNotEqualTo(json);
      assertThatThrownBy(() -> KerasJson.read(without))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "$.config.layers[0].config.batch_shape: expected the shape of the input, as [null,"
                  + " 100] but found "
                  + (now.isEmpty() ? "nothing" : now)
                  + "; begin the model with a keras.Input");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Sequential\"|\"Unknown\"|$.class_name: expected \"Sequential\" or \"Functional\" but"
            + " found \"Unknown\"; rebuild the model as a keras.Sequential",
        "\"Sequential\"|\"Functional\"|$.config.layers[0] (Dense one): expected layers whose"
            + " outputs it takes but found none; give JSON written by Keras",
        "\"Dense\"|\"mine>Dense\"|$.config.layers[0]: expected a built-in Keras class but found"
            + " mine>Dense; only its Python code says what it computes: build the model from Keras'"
            + " classes",
        "\"one\"|\"number one\"|$.config.layers[0].config.name: expected a name of letters, digits,"
            + " '_', '.' and '-' that starts with a letter or digit but found \"number one\";"
            + " rename it",
        "\"small\"|\"a/b\"|$.config.name: expected a name of letters, digits, '_', '.' and '-' that"
            + " starts with a letter or digit but found \"a/b\"; rename it",
        "\"two\"|\"one\"|$.config.layers[1].config.name: expected a unique name but found \"one\";"
            + " rename one of the two",
        "\"relu\"|{\"class_name\": \"PReLU\", \"config\": {}}|$.config.layers[0].config.activation:"
            + " expected the name of an activation or a layer of \"ELU\", \"LeakyReLU\", \"ReLU\""
            + " but found PReLU; build the layer without it, followed by a layer that GanForge"
            + " supports",
        "\"relu\"|{\"module\": \"builtins\", \"class_name\": \"function\", \"config\": \"wave\","
            + " \"registered_name\": \"function\"}|$.config.layers[0].config.activation: expected"
            + " the name of an activation or a layer of \"ELU\", \"LeakyReLU\", \"ReLU\" but found"
            + " the function \"wave\"; build the layer without it, followed by a layer that"
            + " GanForge supports",
        "\"relu\"|{\"class_name\": \"LeakyReLU\", \"config\": {\"alpha\":"
            + " -1}}|$.config.layers[0].config.activation.config.alpha: expected a number of at"
            + " least 0 but found -1; give 0 or more",
        "\"Dense\"|\"LSTM\"|$.config.layers[0].class_name: expected a layer that GanForge supports"
            + " but found \"LSTM\"; it has \"Activation\", \"Add\", \"AveragePooling2D\","
            + " \"BatchNormalization\", \"Concatenate\", \"Conv2D\", \"Conv2DTranspose\","
            + " \"Cropping2D\", \"Dense\", \"DepthwiseConv2D\", \"Dropout\", \"ELU\","
            + " \"Embedding\", \"Flatten\", \"GaussianNoise\", \"GlobalAveragePooling2D\","
            + " \"GlobalMaxPooling2D\", \"GroupNormalization\", \"LayerNormalization\","
            + " \"LeakyReLU\", \"MaxPooling2D\", \"Multiply\", \"PReLU\", \"ReLU\", \"Reshape\","
            + " \"SeparableConv2D\", \"SpectralNormalization\", \"UpSampling2D\","
            + " \"ZeroPadding2D\"",
        "\"kernel_regularizer\": null|\"quantization\": {\"class_name\": \"Int4\", \"config\":"
            + " {\"block\": 8, \"seed\": null}}|$.config.layers[0].config.quantization: expected an"
            + " option that GanForge supports but found Int4 {\"block\": 8}; build the Dense"
            + " without it (it has \"units\", \"activation\", \"use_bias\", \"kernel_initializer\","
            + " \"bias_initializer\", \"name\", \"trainable\")",
        "\"dtype\": \"float32\"|\"dtype\": {\"class_name\": \"DTypePolicy\", \"config\": {\"name\":"
            + " \"bfloat16\"}}|$.config.layers[0].config.dtype: expected float32, float64, float16"
            + " or a mixed precision but found bfloat16; build the model in float32, give it these"
            + " weights and save it",
        "\"axis\": 1|\"axis\": 0|$.config.layers[1].config.axis: expected -1, the last axis but"
            + " found 0; move the channels last",
        "\"units\": 2|\"units\": -2|$.config.layers[0].config.units: expected a whole number of at"
            + " least 1 but found -2; give 1 or more",
        "\"relu\"|\"swishy\"|$.config.layers[0].config.activation: expected one of \"linear\","
            + " \"relu\", \"sigmoid\", \"tanh\", \"softmax\", \"softplus\", \"softsign\", \"elu\","
            + " \"selu\", \"gelu\", \"silu\", \"exponential\" but found \"swishy\"; choose one of"
            + " them",
        "[null, 4]|[null, null]|$.config.layers[0].config.batch_input_shape[1]: expected a whole"
            + " number of at least 1 but found null; give all sizes of the input",
        "\"batch_input_shape\": [null, 4],|``|$.config.layers[0].config.batch_shape: expected the"
            + " shape of the input, as [null, 100] but found nothing; begin the model with a"
            + " keras.Input"
      })
  void refusesUnsupportedLayersAndOptions(String was, String now, String problem) {
    assertThat(DENSE).contains(was);
    assertThatThrownBy(() -> KerasJson.read(DENSE.replace(was, now)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(problem);
  }

  @Test
  void refusesAnInputThatIsNotPlain() {
    String json = KerasJson.write(WORDS, KerasVersion.KERAS_3);
    String whole = "\"int32\", \"sparse\"";
    String real = "\"float32\", \"sparse\"";
    assertThat(json).contains(real);
    assertThat(KerasJson.read(json.replace(real, whole))).isEqualTo(WORDS);
    assertRefused(
        json.replace("\"sparse\": false", "\"sparse\": true"),
        "$.config.layers[0].config.sparse: expected an option that GanForge supports but found"
            + " true; build the input without it");
    String dense =
        KerasJson.write(
            Sequential.builder("d").input(4).add(Dense.of(1)).build(), KerasVersion.KERAS_3);
    assertRefused(
        dense.replace(real, whole),
        "$.config.layers[0].config.dtype: expected float32, float64, float16 or a mixed precision"
            + " but found \"int32\"; build the model in float32, give it these weights and save"
            + " it");
    assertRefused(
        dense.replace("[null, 4]", "[]"),
        "$.config.layers[0].config.batch_shape: expected the shape of the input, as [null, 100]"
            + " but found []; begin the model with a keras.Input");
  }

  private static void assertRefused(String json, String problem) {
    assertThatThrownBy(() -> KerasJson.read(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(problem);
  }

  /** Keras ignores the flag of the Sequential itself. */
  @ParameterizedTest
  @EnumSource
  void freezesEveryLayerOfAFrozenNetwork(KerasVersion version) {
    Sequential frozen =
        Sequential.builder("net").input(3).add(INNER.withTrainable(false)).add(Dense.of(1)).build();
    Network read = KerasJson.read(KerasJson.write(frozen, version));
    assertThat(read.weights(read.inputShape()).stream().map(WeightSpec::trainable))
        .containsExactlyElementsOf(
            frozen.weights(frozen.inputShape()).stream().map(WeightSpec::trainable).toList());
  }

  private static KerasNetwork parse(String was, String now) {
    assertThat(DENSE).contains(was);
    return KerasJson.parse(DENSE.replace(was, now));
  }

  @Test
  void notesWhatMattersOnlyInTraining() {
    String l2 = "{\"class_name\": \"L2\", \"config\": {\"l2\": 0.5}}";
    assertThat(parse("\"kernel_regularizer\": null", "\"kernel_regularizer\": " + l2).leftOut())
        .containsExactly(new LeftOut("one", "kernel_regularizer", "L2 {\"l2\": 0.5}", true));
    assertThat(parse("\"bias_constraint\": null", "\"bias_constraint\": \"NonNeg\"").leftOut())
        .containsExactly(new LeftOut("one", "bias_constraint", "\"NonNeg\"", true));
    assertThat(parse("\"fan_avg\"", "\"fan_out\"").leftOut())
        .containsExactly(
            new LeftOut(
                "one",
                "kernel_initializer",
                "VarianceScaling {\"scale\": 1, \"mode\": \"fan_out\", \"distributio...",
                true));
    assertThat(parse("{\"class_name\": \"Zeros\", \"config\": {}}", "\"lecun_normal\"").leftOut())
        .containsExactly(new LeftOut("one", "bias_initializer", "\"lecun_normal\"", true));
    assertThat(parse("\"dtype\": \"float32\"", "\"dtype\": \"mixed_float16\"").leftOut())
        .containsExactly(new LeftOut("one", "dtype", "\"mixed_float16\"", false));
    assertThat(KerasJson.parse(DENSE).leftOut()).isEmpty();
  }

  @Test
  void readsSynonymsOfWhatItSupports() {
    assertThat(parse("\"relu\"", "\"swish\"").network().layers().get(0))
        .isEqualTo(Dense.of(2).withActivation(ActivationFunction.SILU).withName("one"));
    KerasNetwork first = parse("\"BatchNormalization\"", "\"BatchNormalizationV1\"");
    assertThat(first.network()).isEqualTo(KerasJson.read(DENSE));
    assertThat(first.classes()).containsExactly(entry("two", "BatchNormalizationV1"));
  }

  @Test
  void readsALayerUsedAsActivationAsALayer() {
    String leaky =
        "{\"class_name\": \"LeakyReLU\", \"config\": {\"name\": \"two\", \"alpha\": 0.1}}";
    KerasNetwork read = parse("\"relu\"", leaky);
    assertThat(read.network().layers())
        .startsWith(Dense.of(2).withName("one"), LeakyReLU.of(0.1).withName("one_leaky_re_lu"))
        .hasSize(3);
    assertThat(read.classes()).containsExactly(entry("one_leaky_re_lu", ""));
    assertThat(parse("\"relu\"", "\"leaky_relu\"").network().layers().get(1))
        .isEqualTo(LeakyReLU.of(0.2).withName("one_leaky_re_lu"));
  }

  /** In Keras' JSON with modules, a custom class may be named like one of Keras'. */
  @Test
  void refusesACustomClassHoweverItIsMarked() {
    String json = KerasJson.write(INNER, KerasVersion.KERAS_3);
    String dense = "{\"module\": \"keras.layers\", \"class_name\": \"Dense\"";
    assertThat(json).contains(dense);
    assertRefused(
        json.replace(dense, "{\"module\": \"keras_contrib.layers\", \"class_name\": \"Dense\""),
        "$.config.layers[1]: expected a built-in Keras class but found keras_contrib.layers.Dense;"
            + " only its Python code says what it computes: build the model from Keras' classes");
    assertRefused(
        json.replace(dense, "{\"module\": null, \"class_name\": \"Dense\""),
        "$.config.layers[1]: expected a built-in Keras class but found Dense; only its Python code"
            + " says what it computes: build the model from Keras' classes");
    assertRefused(
        json.replaceFirst(
            "null(, \"build_config\": \\{\"input_shape\": \\[null, 3\\]\\}\\})$",
            "\"mine>Sequential\"$1"),
        "$: expected a built-in Keras class but found mine>Sequential; only its Python code says"
            + " what it computes: build the model from Keras' classes");
  }
}
