package org.ganforge.tf.graph;

import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.Layer;
import org.ganforge.layer.TensorShape;

/**
 * A layer in one configuration, and inputs that suit it.
 *
 * @param name what distinguishes it from the layer's other cases
 * @param layer the layer
 * @param input the shape of one example
 * @param values the kind of numbers it is fed
 */
record LayerCase(String name, Layer layer, TensorShape input, Values values) {
  /**
   * The kind of inputs. Every number is at least 0.1 from 0, 0.2 and 1.2, where layers have kinks.
   */
  enum Values {
    /** Sixteen levels from -1.5 to 1.5, repeated. */
    LEVELS,
    /**
     * No two numbers of an example are closer than 0.2, so the largest under a window stays the
     * largest.
     */
    DISTINCT,
    /** Whole numbers from 0 to 5. */
    INDICES
  }

  static LayerCase of(String name, Layer layer, int... input) {
    return new LayerCase(name, layer, TensorShape.of(input), Values.LEVELS);
  }

  LayerCase with(Values values) {
    return new LayerCase(name, layer, input, values);
  }

  LayerCase with(Layer layer) {
    return new LayerCase(name, layer, input, values);
  }

  /** Returns a batch, always the same. */
  FloatTensor batch(int count) {
    float[] numbers = new float[count * input.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(i % input.size(), i / input.size());
    }
    return FloatTensor.wrap(input.times(count), numbers);
  }

  private float number(int place, int example) {
    return switch (values) {
      case LEVELS -> oddTenths((place * 7 + example * 5 + place / 16) % 16, 16);
      case DISTINCT -> {
        int size = input.size() + input.size() % 2;
        yield oddTenths((place * 7 + example * 3) % size, size);
      }
      case INDICES -> (place * 5 + example) % 6;
    };
  }

  /** Returns -0.1 * (n - 1), ..., -0.1, 0.1, ..., 0.1 * (n - 1). */
  private static float oddTenths(int index, int n) {
    return (2 * index - n + 1) / 10f;
  }

  @Override
  public String toString() {
    return layer.type() + " " + name;
  }
}
