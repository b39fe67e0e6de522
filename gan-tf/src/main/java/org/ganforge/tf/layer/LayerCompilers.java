package org.ganforge.tf.layer;

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
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The table of layer compilers. A network has no row: the graph package expands it into its layers.
 */
public final class LayerCompilers {
  private static final Map<Class<?>, LayerCompiler<?>> TABLE =
      Map.ofEntries(
          row(Activation.class, new ActivationCompiler()),
          row(AveragePooling2D.class, new AveragePooling2DCompiler()),
          row(BatchNormalization.class, new BatchNormalizationCompiler()),
          row(Conv2D.class, new Conv2DCompiler()),
          row(Conv2DTranspose.class, new Conv2DTransposeCompiler()),
          row(Cropping2D.class, new Cropping2DCompiler()),
          row(Dense.class, new DenseCompiler()),
          row(DepthwiseConv2D.class, new DepthwiseConv2DCompiler()),
          row(Dropout.class, new DropoutCompiler()),
          row(ELU.class, new ELUCompiler()),
          row(Embedding.class, new EmbeddingCompiler()),
          row(Flatten.class, (layer, context, input) -> context.reshapeToOutput(input)),
          row(GaussianNoise.class, new GaussianNoiseCompiler()),
          row(GlobalAveragePooling2D.class, new GlobalAveragePooling2DCompiler()),
          row(GlobalMaxPooling2D.class, new GlobalMaxPooling2DCompiler()),
          row(GroupNormalization.class, new GroupNormalizationCompiler()),
          row(LayerNormalization.class, new LayerNormalizationCompiler()),
          row(LeakyReLU.class, new LeakyReLUCompiler()),
          row(MaxPooling2D.class, new MaxPooling2DCompiler()),
          row(MinibatchStdDev.class, new MinibatchStdDevCompiler()),
          row(PReLU.class, new PReLUCompiler()),
          row(ReLU.class, new ReLUCompiler()),
          row(Reshape.class, (layer, context, input) -> context.reshapeToOutput(input)),
          row(SeparableConv2D.class, new SeparableConv2DCompiler()),
          row(
              SpectralNormalization.class,
              (layer, context, input) -> compile(layer.layer(), context, input)),
          row(UpSampling2D.class, new UpSampling2DCompiler()),
          row(ZeroPadding2D.class, new ZeroPadding2DCompiler()),
          merge(Add.class, new ElementwiseCompiler<>((tf, a, b) -> tf.math.add(a, b))),
          merge(Concatenate.class, new ConcatenateCompiler()),
          merge(Multiply.class, new ElementwiseCompiler<>((tf, a, b) -> tf.math.mul(a, b))));

  private LayerCompilers() {}

  private static <L extends UnaryLayer> Map.Entry<Class<?>, LayerCompiler<?>> row(
      Class<L> layer, UnaryLayerCompiler<L> compiler) {
    return Map.entry(layer, compiler);
  }

  private static <L extends MergeLayer> Map.Entry<Class<?>, LayerCompiler<?>> merge(
      Class<L> layer, LayerCompiler<L> compiler) {
    return Map.entry(layer, compiler);
  }

  /** Returns the output of a layer with one input for a batch. */
  public static Operand<TFloat32> compile(
      Layer layer, LayerContext context, Operand<TFloat32> input) {
    return compile(layer, context, List.of(input));
  }

  /** Returns the layer's output for a batch of each input. */
  public static Operand<TFloat32> compile(
      Layer layer, LayerContext context, List<Operand<TFloat32>> inputs) {
    return compile(layer.getClass(), layer, context, inputs);
  }

  @SuppressWarnings("unchecked") // row() and merge() pair each class with its own compiler
  private static <L extends Layer> Operand<TFloat32> compile(
      Class<?> type, L layer, LayerContext context, List<Operand<TFloat32>> inputs) {
    LayerCompiler<L> compiler = (LayerCompiler<L>) TABLE.get(type);
    if (compiler == null) {
      throw new IllegalStateException("no compiler for layer " + type.getSimpleName());
    }
    return compiler.compile(layer, context, inputs);
  }

  /** Returns whether the table has a row for this kind of layer. */
  static boolean covers(Class<?> layer) {
    return TABLE.containsKey(layer);
  }
}
