package org.ganforge.reference;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The replacements for arguments and classes of Keras that this library does not have. */
final class KerasNotes {
  private static final String LEFT_OUT = "not supported; `import` leaves it out and says so";
  private static final String NOT_SUPPORTED = "not supported";
  private static final String AVERAGE =
      "instead: [`moving_average`](spec.md#movingaverage) of the generator";

  /** By class and argument, or by argument. */
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("data_format", "always `channels_last`"),
          Map.entry("activity_regularizer", LEFT_OUT),
          Map.entry("renorm", NOT_SUPPORTED),
          Map.entry("renorm_clipping", NOT_SUPPORTED),
          Map.entry("renorm_momentum", NOT_SUPPORTED),
          Map.entry("lora_rank", NOT_SUPPORTED),
          Map.entry("lora_alpha", NOT_SUPPORTED),
          Map.entry("quantization_config", NOT_SUPPORTED),
          Map.entry("noise_shape", NOT_SUPPORTED),
          Map.entry("mask_zero", NOT_SUPPORTED),
          Map.entry("weights", "not supported; `import` reads weights from Keras files"),
          Map.entry("weight_decay", NOT_SUPPORTED),
          Map.entry("use_ema", AVERAGE),
          Map.entry("ema_momentum", "`decay` of [`moving_average`](spec.md#movingaverage)"),
          Map.entry("ema_overwrite_frequency", "never; `sampled` says which weights are used"),
          Map.entry("loss_scale_factor", NOT_SUPPORTED),
          Map.entry("seed", "one seed for the whole run: `plan.seed`"),
          Map.entry("input_axes", "ignored: fans follow from the shape, as by default"),
          Map.entry("output_axes", "ignored: fans follow from the shape, as by default"),
          Map.entry("axis", "always the mean over the batch"),
          Map.entry("reduction", "always the mean over the batch"),
          Map.entry("dtype", "instead: `--precision`; float32 by default"),
          Map.entry("name", "only layers have names"));

  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("layers.InputLayer", "`input(…)` of a `Sequential`; `Input` of a `Model`"),
          Map.entry("layers.Softmax", "`Activation` with `softmax`"),
          Map.entry("layers.Rescaling", "`data.range`"),
          Map.entry("layers.Resizing", "`--size` on the command line, `withSize` of `ImageFiles`"),
          Map.entry("layers.CenterCrop", "`--framing` on the command line"),
          Map.entry("layers.RandomFlip", "`--flip`, or [`diff_augment`](spec.md#diffaugment)"),
          Map.entry("layers.RandomTranslation", "[`diff_augment`](spec.md#diffaugment)"),
          Map.entry("layers.RandomColorJitter", "[`diff_augment`](spec.md#diffaugment)"),
          Map.entry("layers.RandomErasing", "[`diff_augment`](spec.md#diffaugment)"),
          Map.entry("losses.Hinge", "[`hinge`](spec.md#hinge), without labels"),
          Map.entry(
              "losses.SparseCategoricalCrossentropy",
              "[`auxiliary`](spec.md#auxiliaryloss), for an auxiliary classifier"),
          Map.entry("optimizers.LossScaleOptimizer", "not needed: gradients are float32"),
          Map.entry(
              "initializers.VarianceScaling",
              "`GlorotUniform`, `GlorotNormal`, `HeUniform` or `HeNormal` for its usual"
                  + " arguments"));

  private KerasNotes() {}

  /** Returns the note about an argument without a counterpart; empty if there is none yet. */
  static Optional<String> argument(String name) {
    @Nullable String known = ARGUMENTS.get(name);
    if (known == null && (name.endsWith("_regularizer") || name.endsWith("_constraint"))) {
      return Optional.of(LEFT_OUT);
    }
    return Optional.ofNullable(known);
  }

  /** Returns the replacement for a class; empty if there is none. */
  static Optional<String> replacement(KerasSignature keras) {
    return Optional.ofNullable(CLASSES.get(keras.family() + "." + keras.name()));
  }
}
