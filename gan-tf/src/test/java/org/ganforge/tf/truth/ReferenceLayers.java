package org.ganforge.tf.truth;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ganforge.layer.Activation;
import org.ganforge.layer.ActivationFunction;
import org.ganforge.layer.AveragePooling2D;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Cropping2D;
import org.ganforge.layer.Dense;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Dropout;
import org.ganforge.layer.ELU;
import org.ganforge.layer.Flatten;
import org.ganforge.layer.GaussianNoise;
import org.ganforge.layer.GlobalAveragePooling2D;
import org.ganforge.layer.GlobalMaxPooling2D;
import org.ganforge.layer.GroupNormalization;
import org.ganforge.layer.Layer;
import org.ganforge.layer.LayerNormalization;
import org.ganforge.layer.LeakyReLU;
import org.ganforge.layer.MaxPooling2D;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.PReLU;
import org.ganforge.layer.Padding;
import org.ganforge.layer.ReLU;
import org.ganforge.layer.Reshape;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.SpectralNormalization;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.UpSampling2D;
import org.ganforge.layer.ZeroPadding2D;
import org.ganforge.tf.layer.Mode;

/**
 * Each layer as a chain of simple parts.
 *
 * @param in the shape of an input example
 * @param out the shape of an output example
 * @param mode the mode of the pass
 * @param weights the layer's weights by name
 */
record ReferenceLayers(
    TensorShape in, TensorShape out, Mode mode, Function<String, DoubleTensor> weights) {
  private static final Size2D ONE = Size2D.of(1);

  /** Returns the parts of a layer. */
  @FunctionalInterface
  private interface Row<L extends Layer> {
    Stream<ReferenceLayer> parts(ReferenceLayers context, L layer);
  }

  private static final Map<Class<?>, Row<Layer>> TABLE =
      Map.ofEntries(
          row(Dense.class, ReferenceLayers::dense),
          row(Conv2D.class, ReferenceLayers::convolution),
          row(DepthwiseConv2D.class, ReferenceLayers::depthwise),
          row(SeparableConv2D.class, ReferenceLayers::separable),
          row(SpectralNormalization.class, (c, layer) -> c.parts(layer.layer()).stream()),
          row(Conv2DTranspose.class, ReferenceLayers::transposed),
          row(BatchNormalization.class, ReferenceLayers::batchNormalization),
          row(LayerNormalization.class, ReferenceLayers::layerNormalization),
          row(GroupNormalization.class, ReferenceLayers::groupNormalization),
          row(
              MinibatchStdDev.class,
              (context, layer) ->
                  Stream.of(
                      new MinibatchStdDevReference(
                          context.in, layer.groupSize(), layer.features()))),
          row(Activation.class, (context, layer) -> activation(layer.activation())),
          row(
              LeakyReLU.class,
              (c, layer) -> each(ScalarFunctions.leakyRelu(layer.negativeSlope()))),
          row(ReLU.class, (context, layer) -> each(ScalarFunctions.relu(layer))),
          row(ELU.class, (context, layer) -> each(ScalarFunctions.elu(layer.alpha()))),
          row(PReLU.class, (c, layer) -> Stream.of(new PReLUReference(c.weights.apply("alpha")))),
          row(MaxPooling2D.class, ReferenceLayers::maxPooling),
          row(AveragePooling2D.class, ReferenceLayers::averagePooling),
          row(GlobalAveragePooling2D.class, ReferenceLayers::globalAverage),
          row(GlobalMaxPooling2D.class, ReferenceLayers::globalMax),
          row(UpSampling2D.class, ReferenceLayers::upSampling),
          row(ZeroPadding2D.class, ReferenceLayers::zeroPadding),
          row(Cropping2D.class, ReferenceLayers::cropping),
          row(Flatten.class, (context, layer) -> context.reshape()),
          row(Reshape.class, (context, layer) -> context.reshape()),
          row(Dropout.class, (context, layer) -> context.noise(layer.rate())),
          row(GaussianNoise.class, (context, layer) -> context.noise(layer.stddev())));

  private static <L extends Layer> Map.Entry<Class<?>, Row<Layer>> row(Class<L> type, Row<L> row) {
    return Map.entry(type, (context, layer) -> row.parts(context, type.cast(layer)));
  }

  /** Returns the parts of a layer, in order. */
  List<ReferenceLayer> parts(Layer layer) {
    return Objects.requireNonNull(TABLE.get(layer.getClass()), layer.type())
        .parts(this, layer)
        .toList();
  }

  private Stream<ReferenceLayer> dense(Dense layer) {
    TensorShape rows = TensorShape.of(in.size() / in.dim(-1), 1, in.dim(-1));
    TensorShape products = TensorShape.of(rows.dim(0), 1, layer.units());
    WindowAxis alone = WindowAxis.of(Padding.VALID, rows.dim(0), rows.dim(0), 1, 1, 1);
    WindowAxis one = WindowAxis.of(Padding.VALID, 1, 1, 1, 1, 1);
    Correlation product = new Correlation(alone, one, in.dim(-1), layer.units(), 1);
    Stream<ReferenceLayer> core =
        Stream.of(
            new ReshapeReference(in, rows),
            new ConvolutionReference(product, "kernel", weights.apply("kernel")),
            new ReshapeReference(products, out));
    return finished(core, layer.useBias(), layer.activation());
  }

  private Stream<ReferenceLayer> convolution(Conv2D layer) {
    Correlation correlation =
        correlation(
            layer.padding(),
            layer.kernelSize(),
            layer.strides(),
            layer.dilationRate(),
            layer.filters(),
            layer.groups());
    return finished(
        Stream.of(new ConvolutionReference(correlation, "kernel", weights.apply("kernel"))),
        layer.useBias(),
        layer.activation());
  }

  private Correlation correlation(
      Padding padding, Size2D size, Size2D strides, Size2D rate, int filters, int groups) {
    return new Correlation(
        rows(padding, in, out, size, strides, rate),
        columns(padding, in, out, size, strides, rate),
        in.dim(2),
        filters,
        groups);
  }

  private Stream<ReferenceLayer> depthwise(DepthwiseConv2D layer) {
    Correlation correlation =
        correlation(
            layer.padding(),
            layer.kernelSize(),
            layer.strides(),
            layer.dilationRate(),
            out.dim(2),
            in.dim(2));
    return finished(
        Stream.of(new ConvolutionReference(correlation, "kernel", weights.apply("kernel"))),
        layer.useBias(),
        layer.activation());
  }

  private Stream<ReferenceLayer> separable(SeparableConv2D layer) {
    int depth = in.dim(2) * layer.depthMultiplier();
    Correlation each =
        correlation(
            layer.padding(),
            layer.kernelSize(),
            layer.strides(),
            layer.dilationRate(),
            depth,
            in.dim(2));
    Correlation joined =
        new Correlation(
            rows(Padding.VALID, out, out, ONE, ONE, ONE),
            columns(Padding.VALID, out, out, ONE, ONE, ONE),
            depth,
            layer.filters(),
            1);
    return finished(
        Stream.of(
            new ConvolutionReference(each, "depthwise_kernel", weights.apply("depthwise_kernel")),
            new ConvolutionReference(
                joined, "pointwise_kernel", weights.apply("pointwise_kernel"))),
        layer.useBias(),
        layer.activation());
  }

  private Stream<ReferenceLayer> transposed(Conv2DTranspose layer) {
    Correlation correlation =
        new Correlation(
            rows(
                layer.padding(),
                out,
                in,
                layer.kernelSize(),
                layer.strides(),
                layer.dilationRate()),
            columns(
                layer.padding(),
                out,
                in,
                layer.kernelSize(),
                layer.strides(),
                layer.dilationRate()),
            layer.filters(),
            in.dim(2),
            1);
    return finished(
        Stream.of(new TransposedConvolutionReference(correlation, weights.apply("kernel"))),
        layer.useBias(),
        layer.activation());
  }

  private static WindowAxis rows(
      Padding padding, TensorShape in, TensorShape out, Size2D size, Size2D strides, Size2D rate) {
    return WindowAxis.of(padding, in.dim(0), out.dim(0), size.rows(), strides.rows(), rate.rows());
  }

  private static WindowAxis columns(
      Padding padding, TensorShape in, TensorShape out, Size2D size, Size2D strides, Size2D rate) {
    return WindowAxis.of(
        padding, in.dim(1), out.dim(1), size.columns(), strides.columns(), rate.columns());
  }

  private Stream<ReferenceLayer> finished(
      Stream<ReferenceLayer> core, boolean useBias, ActivationFunction activation) {
    Stream<ReferenceLayer> bias =
        useBias ? Stream.of(new BiasReference(weights.apply("bias"))) : Stream.of();
    return Stream.concat(Stream.concat(core, bias), activation(activation));
  }

  private static Stream<ReferenceLayer> activation(ActivationFunction function) {
    return switch (function) {
      case LINEAR -> Stream.of();
      case SOFTMAX -> Stream.of(new SoftmaxReference());
      default -> each(ScalarFunctions.of(function));
    };
  }

  private static Stream<ReferenceLayer> each(ScalarFunction function) {
    return Stream.of(new ElementwiseReference(function));
  }

  private Stream<ReferenceLayer> batchNormalization(BatchNormalization layer) {
    boolean moving = mode == Mode.INFERENCE;
    return Stream.of(
        new NormalizationReference(
            in.dim(-1),
            NormalizationReference.byChannel(in.dim(-1)),
            layer.epsilon(),
            new NormalizationReference.Weights(
                layer.scale() ? weights.apply("gamma") : null,
                layer.center() ? weights.apply("beta") : null,
                moving ? weights.apply("moving_mean") : null,
                moving ? weights.apply("moving_variance") : null)));
  }

  private Stream<ReferenceLayer> layerNormalization(LayerNormalization layer) {
    return Stream.of(
        new NormalizationReference(
            in.dim(-1),
            NormalizationReference.byPixel(in.dim(-1)),
            layer.epsilon(),
            new NormalizationReference.Weights(
                layer.scale() ? weights.apply("gamma") : null,
                layer.center() ? weights.apply("beta") : null,
                null,
                null)));
  }

  private Stream<ReferenceLayer> groupNormalization(GroupNormalization layer) {
    int groups = layer.groups() == -1 ? in.dim(-1) : layer.groups();
    return Stream.of(
        new NormalizationReference(
            in.dim(-1),
            NormalizationReference.byGroup(in.size(), in.dim(-1), groups),
            layer.epsilon(),
            new NormalizationReference.Weights(
                layer.scale() ? weights.apply("gamma") : null,
                layer.center() ? weights.apply("beta") : null,
                null,
                null)));
  }

  private Stream<ReferenceLayer> maxPooling(MaxPooling2D layer) {
    return Stream.of(
        new MaxPoolingReference(
            rows(layer.padding(), in, out, layer.poolSize(), layer.stepSize(), ONE),
            columns(layer.padding(), in, out, layer.poolSize(), layer.stepSize(), ONE),
            in.dim(2)));
  }

  private Stream<ReferenceLayer> averagePooling(AveragePooling2D layer) {
    return Stream.of(
        new AxisMapReference(
            AxisMatrix.average(
                rows(layer.padding(), in, out, layer.poolSize(), layer.stepSize(), ONE)),
            AxisMatrix.average(
                columns(layer.padding(), in, out, layer.poolSize(), layer.stepSize(), ONE))));
  }

  private Stream<ReferenceLayer> globalAverage(GlobalAveragePooling2D layer) {
    TensorShape one = TensorShape.of(1, 1, in.dim(2));
    Size2D all = Size2D.of(in.dim(0), in.dim(1));
    return Stream.of(
        new AxisMapReference(
            AxisMatrix.average(rows(Padding.VALID, in, one, all, ONE, ONE)),
            AxisMatrix.average(columns(Padding.VALID, in, one, all, ONE, ONE))),
        new ReshapeReference(one, out));
  }

  private Stream<ReferenceLayer> globalMax(GlobalMaxPooling2D layer) {
    TensorShape one = TensorShape.of(1, 1, in.dim(2));
    Size2D all = Size2D.of(in.dim(0), in.dim(1));
    return Stream.of(
        new MaxPoolingReference(
            rows(Padding.VALID, in, one, all, ONE, ONE),
            columns(Padding.VALID, in, one, all, ONE, ONE),
            in.dim(2)),
        new ReshapeReference(one, out));
  }

  private Stream<ReferenceLayer> upSampling(UpSampling2D layer) {
    return Stream.of(
        new AxisMapReference(
            AxisMatrix.enlarged(in.dim(0), layer.size().rows(), layer.interpolation()),
            AxisMatrix.enlarged(in.dim(1), layer.size().columns(), layer.interpolation())));
  }

  private Stream<ReferenceLayer> zeroPadding(ZeroPadding2D layer) {
    return Stream.of(
        new AxisMapReference(
            AxisMatrix.padded(layer.padding().top(), in.dim(0), layer.padding().bottom()),
            AxisMatrix.padded(layer.padding().left(), in.dim(1), layer.padding().right())));
  }

  private Stream<ReferenceLayer> cropping(Cropping2D layer) {
    return Stream.of(
        new AxisMapReference(
            AxisMatrix.cropped(layer.cropping().top(), in.dim(0), layer.cropping().bottom()),
            AxisMatrix.cropped(layer.cropping().left(), in.dim(1), layer.cropping().right())));
  }

  private Stream<ReferenceLayer> reshape() {
    return Stream.of(new ReshapeReference(in, out));
  }

  private Stream<ReferenceLayer> noise(double amount) {
    if (amount != 0 && mode.isRandom()) {
      throw new IllegalArgumentException("noise of " + amount + " has no one answer");
    }
    return Stream.of();
  }
}
