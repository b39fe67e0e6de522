package org.ganforge.tf.onnx;

import java.util.List;
import java.util.Map;
import org.ganforge.layer.Activation;
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
import org.ganforge.layer.Layer;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.MergeLayer;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Multiply;
import org.ganforge.layer.PReLU;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.UnaryLayer;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.ZeroPadding2D;

/** The table of layers' ONNX forms. A network has no row: {@link OnnxModel} expands it. */
final class OnnxLayers {
  private static final Map<Class<?>, OnnxLayer<?>> TABLE =
      Map.ofEntries(
          row(Activation.class, (layer, c, x) -> Activations.apply(c, layer.activation(), x)),
          row(AveragePooling2D.class, Windows::average),
          row(BatchNormalization.class, Normalizations::batch),
          row(Conv2D.class, Convolutions::plain),
          row(Conv2DTranspose.class, Convolutions::transposed),
          row(Cropping2D.class, Windows::crop),
          row(Dense.class, Rows::dense),
          row(DepthwiseConv2D.class, Convolutions::depthwise),
          row(Dropout.class, (layer, c, x) -> x),
          row(ELU.class, Activations::elu),
          row(Embedding.class, Rows::embedding),
          row(Flatten.class, (layer, c, x) -> c.reshaped(x, c.outputShape())),
          row(GaussianNoise.class, (layer, c, x) -> x),
          row(GlobalAveragePooling2D.class, Windows::globalAverage),
          row(GlobalMaxPooling2D.class, Windows::globalMax),
          row(GroupNormalization.class, Normalizations::group),
          row(LayerNormalization.class, Normalizations::layer),
          row(LeakyReLU.class, Activations::leaky),
          row(MaxPooling2D.class, Windows::max),
          row(MinibatchStdDev.class, new MinibatchNodes()),
          row(PReLU.class, Activations::parametric),
          row(ReLU.class, Activations::relu),
          row(Reshape.class, (layer, c, x) -> c.reshaped(x, c.outputShape())),
          row(SeparableConv2D.class, Convolutions::separable),
          row(SpectralNormalization.class, (layer, c, x) -> add(layer.layer(), c, List.of(x))),
          row(UpSampling2D.class, Windows::enlarge),
          row(ZeroPadding2D.class, Windows::pad),
          merge(Add.class, (layer, c, inputs) -> Merges.elementwise("Add", c, inputs)),
          merge(Concatenate.class, Merges::concatenate),
          merge(Multiply.class, (layer, c, inputs) -> Merges.elementwise("Mul", c, inputs)));

  private OnnxLayers() {}

  private static <L extends UnaryLayer> Map.Entry<Class<?>, OnnxLayer<?>> row(
      Class<L> layer, UnaryOnnxLayer<L> form) {
    return Map.entry(layer, form);
  }

  private static <L extends MergeLayer> Map.Entry<Class<?>, OnnxLayer<?>> merge(
      Class<L> layer, OnnxLayer<L> form) {
    return Map.entry(layer, form);
  }

  /** Adds a layer's nodes, and returns the output. */
  static Value add(Layer layer, OnnxContext context, List<Value> inputs) {
    return add(layer.getClass(), layer, context, inputs);
  }

  @SuppressWarnings("unchecked") // row() and merge() pair each class with its own form
  private static <L extends Layer> Value add(
      Class<?> type, L layer, OnnxContext context, List<Value> inputs) {
    OnnxLayer<L> form = (OnnxLayer<L>) TABLE.get(type);
    if (form == null) {
      throw new IllegalStateException("no ONNX form of layer " + type.getSimpleName());
    }
    return form.add(layer, context, inputs);
  }

  /** Returns whether the table has a row for this kind of layer. */
  static boolean covers(Class<?> layer) {
    return TABLE.containsKey(layer);
  }
}
