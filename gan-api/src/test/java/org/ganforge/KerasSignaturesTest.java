package org.ganforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.Add;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Concatenate;
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
import org.ganforge.layer.Interpolation;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.PReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.Padding2D;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.ZeroPadding2D;
import org.ganforge.objective.BinaryCrossentropy;
import org.ganforge.optimizer.Adam;
import org.ganforge.optimizer.ConstantRate;
import org.ganforge.optimizer.CosineDecay;
import org.ganforge.optimizer.ExponentialDecay;
import org.ganforge.optimizer.GradientClipping;
import org.ganforge.optimizer.InverseTimeDecay;
import org.ganforge.optimizer.LearningRate;
import org.ganforge.optimizer.LearningRateSchedule;
import org.ganforge.optimizer.Optimizer;
import org.ganforge.optimizer.RMSprop;
import org.ganforge.optimizer.SGD;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Keras' signatures as printed on keras.io, without the arguments that we don't support; Keras 2's
 * pool sizes are (2, 2).
 */
class KerasSignaturesTest {
  private static final String CONV =
      "filters, kernel_size, strides=(1, 1), padding='valid', dilation_rate=(1, 1),"
          + " activation=None, use_bias=True, kernel_initializer='glorot_uniform',"
          + " bias_initializer='zeros'";
  private static final String DEPTHWISE =
      ", kernel_size, strides=(1, 1), padding='valid', dilation_rate=(1, 1), depth_multiplier=1,"
          + " activation=None, use_bias=True, depthwise_initializer='glorot_uniform',"
          + " bias_initializer='zeros'";
  private static final String POOL = "pool_size=(2, 2), strides=None, padding='valid'";
  private static final String NORM =
      "axis=-1, epsilon=0.001, center=True, scale=True, beta_initializer='zeros',"
          + " gamma_initializer='ones'";
  private static final String MOVING =
      ", momentum=0.99, moving_mean_initializer='zeros', moving_variance_initializer='ones',"
          + " synchronized=False";
  private static final String CLIP =
      ", clipnorm=None, clipvalue=None, global_clipnorm=None, gradient_accumulation_steps=None";

  static final List<Object[]> SIGNATURES =
      List.of(
          row(Activation.of(ActivationFunction.RELU), "activation"),
          row(AveragePooling2D.of(), POOL),
          row(BatchNormalization.of(), NORM + MOVING),
          row(Conv2D.of(4, 3), CONV + ", groups=1"),
          row(Conv2DTranspose.of(4, 3), CONV + ", output_padding=None"),
          row(Cropping2D.of(), "cropping=((0, 0), (0, 0))"),
          row(
              Dense.of(4),
              "units, activation=None, use_bias=True, kernel_initializer='glorot_uniform',"
                  + " bias_initializer='zeros'"),
          row(DepthwiseConv2D.of(3), DEPTHWISE),
          row(Dropout.of(0.5), "rate"),
          row(ELU.of(), "alpha=1.0"),
          row(Embedding.of(9, 4), "input_dim, output_dim, embeddings_initializer='uniform'"),
          row(Flatten.of(), ""),
          row(GaussianNoise.of(0.5), "stddev"),
          row(GlobalAveragePooling2D.of(), "keepdims=False"),
          row(GlobalMaxPooling2D.of(), "keepdims=False"),
          row(GroupNormalization.of(), NORM + ", groups=32"),
          row(LayerNormalization.of(), NORM),
          row(LeakyReLU.of(), "negative_slope=0.3"),
          row(MaxPooling2D.of(), POOL),
          row(PReLU.of(), "alpha_initializer='zeros', shared_axes=None"),
          row(ReLU.of(), "max_value=None, negative_slope=0.0, threshold=0.0"),
          row(Reshape.of(4), "target_shape"),
          row(
              SeparableConv2D.of(4, 3),
              "filters" + DEPTHWISE + ", pointwise_initializer='glorot_uniform'"),
          row(SpectralNormalization.of(Dense.of(4)), "layer, power_iterations=1"),
          row(UpSampling2D.of(), "size=(2, 2), interpolation='nearest'"),
          row(ZeroPadding2D.of(), "padding=(1, 1)"),
          row(
              Adam.of(),
              "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, amsgrad=False" + CLIP),
          row(
              RMSprop.of(),
              "learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-07, centered=False" + CLIP),
          row(SGD.of(), "learning_rate=0.01, momentum=0.0, nesterov=False" + CLIP),
          row(
              InverseTimeDecay.of(0.1, 9, 0.5),
              "initial_learning_rate, decay_steps, decay_rate, staircase=False"),
          row(
              ExponentialDecay.of(0.1, 9, 0.5),
              "initial_learning_rate, decay_steps, decay_rate, staircase=False"),
          row(
              CosineDecay.of(0.1, 9),
              "initial_learning_rate, decay_steps, alpha=0.0, warmup_target=None, warmup_steps=0"),
          row(Initializer.Constant.of(), "value=0.0"),
          row(Initializer.RandomNormal.of(), "mean=0.0, stddev=0.05"),
          row(Initializer.RandomUniform.of(), "minval=-0.05, maxval=0.05"),
          row(Initializer.TruncatedNormal.of(), "mean=0.0, stddev=0.05"),
          row(Initializer.Orthogonal.of(), "gain=1.0"),
          row(Initializer.Identity.of(), "gain=1.0"),
          row(Add.of(), ""),
          row(Multiply.of(), ""),
          row(Concatenate.of(), "axis=-1"),
          row(BinaryCrossentropy.of(), "from_logits=False, label_smoothing=0.0"));

  private static final Map<String, Initializer> INITIALIZERS =
      Map.of(
          "'zeros'", Initializer.Zeros.of(),
          "'ones'", Initializer.Ones.of(),
          "'glorot_uniform'", Initializer.GlorotUniform.of(),
          "'uniform'", new Initializer.RandomUniform(-0.05, 0.05));

  private static Object[] row(Object spec, String signature) {
    return new Object[] {spec.getClass().getSimpleName(), spec, signature};
  }

  @ParameterizedTest(name = "{0}({2})")
  @FieldSource("SIGNATURES")
  void hasKerasArgumentsAndKerasDefaults(String type, Record spec, String signature)
      throws ReflectiveOperationException {
    Map<String, @Nullable Object> actual = new TreeMap<>();
    Map<String, @Nullable Object> expected = new TreeMap<>();
    Map<String, String> keras = arguments(signature);
    for (RecordComponent component : spec.getClass().getRecordComponents()) {
      if (component.getType() == GradientClipping.class) {
        for (String name : List.of("clipvalue", "clipnorm", "global_clipnorm")) {
          actual.put(name, null);
          expected.put(name, "None".equals(keras.get(name)) ? null : "missing");
        }
        assertThat(component.getAccessor().invoke(spec)).isEqualTo(GradientClipping.none());
        continue;
      }
      String name = snakeCase(component.getName());
      boolean isOfNetwork =
          spec instanceof Layer && (name.equals("name") || name.equals("trainable"));
      // Keras gets labels with each batch, and has no notion of a generator.
      boolean isOfGan =
          spec instanceof BinaryCrossentropy && List.of("labels", "saturating").contains(name);
      if (isOfNetwork || isOfGan) {
        continue;
      }
      Object value = component.getAccessor().invoke(spec);
      if (name.equals("gradient_accumulation_steps")) {
        // Keras' None is 1 here, which Keras refuses.
        value = value.equals(1) ? null : value;
      }
      actual.put(name, value);
      String text = keras.getOrDefault(name, "missing");
      expected.put(name, text.isEmpty() ? value : parse(text, component.getType()));
    }
    assertThat(keras).containsOnlyKeys(actual.keySet());
    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("SIGNATURES")
  void everyLayerIsTrainableAndHasNoNameYet(String type, Record spec, String signature) {
    if (spec instanceof Layer layer) {
      assertThat(layer.trainable()).isTrue();
      assertThat(layer.name()).isEmpty();
      assertThat(layer.type()).isEqualTo(type);
    }
  }

  @Test
  void everyLayerOptimizerAndInitializerWithArgumentsIsInTheTable() {
    List<String> known = SIGNATURES.stream().map(row -> (String) row[0]).toList();
    assertThat(
            Stream.concat(
                    Layer.kinds().stream().filter(type -> type != MinibatchStdDev.class),
                    Stream.of(Optimizer.class, LearningRateSchedule.class, Initializer.class)
                        .flatMap(family -> Stream.of(family.getPermittedSubclasses())))
                .filter(type -> type.getRecordComponents().length > 0)
                .map(Class::getSimpleName))
        .isSubsetOf(known);
  }

  /** Returns the arguments with their defaults; empty if Keras has none. */
  private static Map<String, String> arguments(String signature) {
    Map<String, String> arguments = new TreeMap<>();
    Matcher matcher =
        Pattern.compile("(\\w+)(?:=(\\((?:[^()]|\\([^)]*\\))*\\)|[^,]+))?").matcher(signature);
    while (matcher.find()) {
      arguments.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }
    return arguments;
  }

  private static String snakeCase(String name) {
    // Java reserves the word, so the component has another name.
    return name.equals("isSynchronized")
        ? "synchronized"
        : name.replaceAll("([A-Z]|\\d+)", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Reads a Python literal as a value of the component's type. */
  private static @Nullable Object parse(String python, Class<?> type) {
    if (python.equals("None")) {
      boolean isFunction = type == ActivationFunction.class;
      return isFunction ? ActivationFunction.LINEAR : type == List.class ? List.of() : null;
    } else if (type == LearningRate.class) {
      return ConstantRate.of(Double.parseDouble(python));
    } else if (type == double.class) {
      return Double.valueOf(python);
    } else if (type == int.class) {
      return Integer.valueOf(python);
    } else if (type == boolean.class) {
      return python.equals("True");
    } else if (type == Size2D.class) {
      return Size2D.of(python.charAt(1) - '0', python.charAt(4) - '0');
    } else if (type == Padding2D.class) {
      return Padding2D.of(python.replaceAll("\\D", "").charAt(0) - '0');
    } else if (type == Initializer.class) {
      return INITIALIZERS.get(python);
    }
    String constant = python.replace("'", "").toUpperCase(Locale.ROOT);
    return Stream.of(Padding.values(), Interpolation.values())
        .flatMap(Stream::of)
        .filter(value -> type.isInstance(value) && value.name().equals(constant))
        .findFirst()
        .orElseThrow();
  }
}
