package org.ganforge.tf.truth;

import org.ganforge.layer.TensorShape;

/** Appends channels that say how much the images of a group differ. */
final class MinibatchStdDevReference implements ReferenceLayer {
  private static final double EPSILON = 1e-8;

  private final TensorShape shape;
  private final int groupSize;
  private final int features;
  private double[] off = {};
  private double[] deviations = {};
  private int count;

  MinibatchStdDevReference(TensorShape shape, int groupSize, int features) {
    this.shape = shape;
    this.groupSize = groupSize;
    this.features = features;
  }

  private int groups() {
    return (count + groupSize - 1) / groupSize;
  }

  private int members(int group) {
    return (count - group + groups() - 1) / groups();
  }

  private int feature(int place) {
    return place % shape.dim(-1) / (shape.dim(-1) / features);
  }

  @Override
  public DoubleTensor forward(DoubleTensor input) {
    int size = shape.size();
    count = input.values().length / size;
    off = input.values().clone();
    deviations = new double[groups() * size];
    double[] means = new double[groups() * features];
    for (int group = 0; group < groups(); group++) {
      for (int place = 0; place < size; place++) {
        double mean = 0;
        for (int i = group; i < count; i += groups()) {
          mean += off[i * size + place] / members(group);
        }
        double variance = 0;
        for (int i = group; i < count; i += groups()) {
          off[i * size + place] -= mean;
          variance += Math.pow(off[i * size + place], 2) / members(group);
        }
        deviations[group * size + place] = Math.sqrt(variance + EPSILON);
        means[group * features + feature(place)] +=
            deviations[group * size + place] * features / size;
      }
    }
    return joined(input.values(), means);
  }

  private DoubleTensor joined(double[] input, double[] means) {
    int channels = shape.dim(-1);
    int pixels = input.length / channels;
    double[] output = new double[pixels * (channels + features)];
    for (int pixel = 0; pixel < pixels; pixel++) {
      int at = pixel * (channels + features);
      System.arraycopy(input, pixel * channels, output, at, channels);
      int group = pixel * channels / shape.size() % groups();
      System.arraycopy(means, group * features, output, at + channels, features);
    }
    int[] dims = shape.times(count).toArray();
    dims[dims.length - 1] += features;
    return DoubleTensor.wrap(TensorShape.of(dims), output);
  }

  @Override
  public DoubleTensor backward(DoubleTensor gradient) {
    int size = shape.size();
    int channels = shape.dim(-1);
    double[] dy = gradient.values();
    double[] ofMeans = new double[groups() * features];
    double[] dx = new double[count * size];
    for (int pixel = 0; pixel < dx.length / channels; pixel++) {
      int at = pixel * (channels + features);
      System.arraycopy(dy, at, dx, pixel * channels, channels);
      int group = pixel * channels / size % groups();
      for (int feature = 0; feature < features; feature++) {
        ofMeans[group * features + feature] += dy[at + channels + feature];
      }
    }
    for (int i = 0; i < count; i++) {
      int group = i % groups();
      for (int place = 0; place < size; place++) {
        double share = ofMeans[group * features + feature(place)] * features / size;
        dx[i * size + place] +=
            share * off[i * size + place] / (members(group) * deviations[group * size + place]);
      }
    }
    return DoubleTensor.wrap(shape.times(count), dx);
  }
}
