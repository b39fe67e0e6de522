package org.ganforge.tf.truth.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.tensorflow.op.nn.FusedBatchNorm;

/** Batch normalization in training: output, mean, variance and the three gradients. */
final class Normalizations {
  private static final double EPSILON = 1e-3;

  private Normalizations() {}

  static List<Operation> all() {
    return List.of(
        Operation.of("FusedBatchNormV3", draw -> question(draw, draw.images())),
        Operation.of(
            "FusedBatchNormV3, vectors",
            draw -> question(draw, TensorShape.of(draw.between(1, 150), 1, 1, draw.channels()))));
  }

  private static Question question(Draw draw, TensorShape shape) {
    int channels = shape.dim(3);
    TensorShape each = TensorShape.of(channels);
    double[] mean = new double[channels];
    double far = draw.between(0, 3) == 0 ? 50 : 2; // large means reveal how variances are computed
    Arrays.setAll(mean, c -> draw.number(-far, far));
    float[] values = draw.tensor(shape).toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) mean[i % channels];
    }
    FloatTensor input = FloatTensor.wrap(shape, values);
    FloatTensor gamma = draw.tensor(each, 0.5, 1.5);
    FloatTensor beta = draw.tensor(each);
    FloatTensor cotangent = draw.tensor(shape);
    return new Question(
        shape.toString(),
        List.of(input, gamma, beta),
        (tf, in) -> {
          var none = tf.constant(new float[0]);
          var fused =
              tf.nn.fusedBatchNorm(
                  in.get(0),
                  in.get(1),
                  in.get(2),
                  none,
                  none,
                  FusedBatchNorm.epsilon((float) EPSILON),
                  FusedBatchNorm.isTraining(true));
          return List.of(fused.y(), fused.batchMean(), fused.batchVariance());
        },
        Optional.of(cotangent),
        expected(input, gamma, beta, cotangent));
  }

  private static List<Expected> expected(
      FloatTensor input, FloatTensor gamma, FloatTensor beta, FloatTensor cotangent) {
    int channels = gamma.count();
    int size = input.shape().size();
    double n = size / (double) channels;
    double[][] moments = moments(input, channels);
    double[] mean = moments[0];
    double[] variance = moments[1];
    double[] toGamma = new double[channels];
    double[] toBeta = new double[channels];
    double[] output = new double[size];
    double[] normal = new double[size];
    for (int i = 0; i < size; i++) {
      int c = i % channels;
      normal[i] = (input.get(i) - mean[c]) / Math.sqrt(variance[c] + EPSILON);
      output[i] = normal[i] * gamma.get(c) + beta.get(c);
      toGamma[c] += normal[i] * cotangent.get(i);
      toBeta[c] += cotangent.get(i);
    }
    double[] toInput = new double[size];
    double steepest = 0;
    for (int i = 0; i < size; i++) {
      int c = i % channels;
      double slope = gamma.get(c) / Math.sqrt(variance[c] + EPSILON);
      steepest = Math.max(steepest, slope);
      toInput[i] = slope * (cotangent.get(i) - toBeta[c] / n - normal[i] * toGamma[c] / n);
    }
    double[] ofSample = Arrays.stream(variance).map(v -> n > 1 ? v * n / (n - 1) : v).toArray();
    double sum = Math.max(1, Math.sqrt(n) / 3);
    double farthest = Arrays.stream(mean).map(Math::abs).max().orElse(0);
    return List.of(
        Expected.of("output", output),
        Expected.of("mean", mean),
        Expected.of("variance", ofSample, 0.3),
        Expected.of("gradient", toInput, steepest),
        // A mean's rounding affects all terms of the gradient alike.
        Expected.of("gradient of gamma", toGamma, sum * (1 + farthest / 5)),
        Expected.of("gradient of beta", toBeta, sum));
  }

  /** Returns each channel's mean and its mean squared distance from that. */
  private static double[][] moments(FloatTensor input, int channels) {
    int size = input.shape().size();
    double share = channels / (double) size;
    double[][] moments = new double[2][channels];
    for (int i = 0; i < size; i++) {
      moments[0][i % channels] += input.get(i) * share;
    }
    for (int i = 0; i < size; i++) {
      double distance = input.get(i) - moments[0][i % channels];
      moments[1][i % channels] += distance * distance * share;
    }
    return moments;
  }
}
