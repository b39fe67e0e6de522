package org.ganforge.plain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ganforge.internal.Seeds;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Initializer;
import org.ganforge.layer.Network;
import org.ganforge.layer.TensorShape;
import org.ganforge.layer.WeightSpec;

/** A network with its weights. */
final class PlainNetwork {
  private final Network network;
  private final List<PlainLayer> layers = new ArrayList<>();
  private final Map<String, TensorShape> shapes = new LinkedHashMap<>();
  private final Map<String, float[]> weights = new LinkedHashMap<>();
  private final Set<String> trainable = new java.util.LinkedHashSet<>();

  PlainNetwork(Network network, long seed) {
    if (!network.isChain()) {
      throw PlainBackend.unsupported("network " + network.name());
    }
    this.network = network;
    network
        .layers()
        .forEach(
            layer -> layers.add(new PlainLayer(layer, network.name() + "/" + layer.name() + "/")));
    for (WeightSpec weight : network.weights()) {
      String name = network.name() + "/" + weight.name();
      shapes.put(name, weight.shape());
      weights.put(name, firstValues(weight, Seeds.derive(seed, name)));
      if (weight.trainable()) {
        trainable.add(name);
      }
    }
  }

  private static float[] firstValues(WeightSpec weight, long seed) {
    float[] values = new float[weight.shape().size()];
    if (weight.initializer() instanceof Initializer.GlorotUniform) {
      double limit = Math.sqrt(6.0 / (weight.shape().dim(0) + weight.shape().dim(1)));
      Random random = new Random(seed);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
      }
    } else if (!(weight.initializer() instanceof Initializer.Zeros)) {
      throw PlainBackend.unsupported("initializer " + weight.initializer());
    }
    return values;
  }

  String name() {
    return network.name();
  }

  Map<String, float[]> weights() {
    return weights;
  }

  Map<String, TensorShape> shapes() {
    return shapes;
  }

  Set<String> trainable() {
    return trainable;
  }

  /** The result of a forward pass. */
  record Pass(List<PlainLayer.Pass> layers) {
    double[][] output() {
      return layers.get(layers.size() - 1).output();
    }
  }

  Pass forward(double[][] input) {
    List<PlainLayer.Pass> passes = new ArrayList<>();
    double[][] next = input;
    for (PlainLayer layer : layers) {
      PlainLayer.Pass pass = layer.forward(next, weights);
      passes.add(pass);
      next = pass.output();
    }
    return new Pass(passes);
  }

  /** Returns the gradient of the inputs, and adds those of the weights to {@code gradients}. */
  double[][] backward(Pass pass, double[][] gradient, Map<String, double[]> gradients) {
    double[][] next = gradient;
    for (int i = layers.size() - 1; i >= 0; i--) {
      next = layers.get(i).backward(pass.layers().get(i), next, weights, gradients);
    }
    return next;
  }

  /** Returns the outputs as the API's tensor. */
  FloatTensor tensor(double[][] output) {
    TensorShape shape = network.outputShape();
    float[] values = new float[output.length * shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) output[i / shape.size()][i % shape.size()];
    }
    return FloatTensor.wrap(shape.times(output.length), values);
  }

  /** Returns the API's batch as rows. */
  static double[][] rows(FloatTensor batch) {
    int size = batch.shape().size() / batch.count();
    double[][] rows = new double[batch.count()][size];
    for (int i = 0; i < batch.shape().size(); i++) {
      rows[i / size][i % size] = batch.get(i);
    }
    return rows;
  }
}
