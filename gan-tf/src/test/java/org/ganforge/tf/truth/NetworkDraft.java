package org.ganforge.tf.truth;

import java.util.ArrayList;
import java.util.List;
import org.ganforge.Sequential;
import org.ganforge.layer.Conv2D;
import org.ganforge.layer.Conv2DTranspose;
import org.ganforge.layer.Dense;
import org.ganforge.layer.DepthwiseConv2D;
import org.ganforge.layer.Layer;
import org.ganforge.layer.SeparableConv2D;
import org.ganforge.layer.Size2D;
import org.ganforge.layer.TensorShape;

/** A network that grows layer by layer, with a limit on its arithmetic. */
final class NetworkDraft {
  private static final int LONGEST_SIDE = 24;

  private final TensorShape input;
  private final List<Layer> layers = new ArrayList<>();
  private TensorShape shape;
  private double budget;
  private boolean tied;

  /**
   * Begins a network.
   *
   * @param budget the most operations of one example's forward pass
   */
  NetworkDraft(TensorShape input, double budget) {
    this.input = input;
    this.shape = input;
    this.budget = budget;
  }

  /** Returns the output shape of the last layer. */
  TensorShape shape() {
    return shape;
  }

  /**
   * Returns whether neighbouring numbers may be equal by construction, so that the largest is not
   * unique.
   */
  boolean isTied() {
    return tied;
  }

  /**
   * Adds layers that repeat numbers: enlarged pixels, or the bias where no tap falls on the image.
   */
  boolean addTying(Layer... more) {
    boolean added = add(more);
    tied |= added;
    return added;
  }

  /** Adds layers if all of them fit; returns whether they do. */
  boolean add(Layer... more) {
    double rest = budget;
    TensorShape next = shape;
    for (Layer layer : more) {
      rest -= operations(layer, next);
      next = layer.outputShape(next);
      boolean large = next.rank() == 3 && Math.max(next.dim(0), next.dim(1)) > LONGEST_SIDE;
      if (rest < 0 || large) {
        return false;
      }
    }
    layers.addAll(List.of(more));
    shape = next;
    budget = rest;
    return true;
  }

  boolean isEmpty() {
    return layers.isEmpty();
  }

  Sequential network() {
    return Sequential.of("network", input, layers);
  }

  private static double operations(Layer layer, TensorShape in) {
    TensorShape out = layer.outputShape(in);
    if (layer instanceof Dense) {
      return 2.0 * in.size() * out.dim(-1);
    }
    if (layer instanceof Conv2D c) {
      return 2.0 * out.size() * area(c.kernelSize()) * in.dim(2) / c.groups();
    }
    if (layer instanceof DepthwiseConv2D c) {
      return 2.0 * out.size() * area(c.kernelSize());
    }
    if (layer instanceof SeparableConv2D c) {
      double each = (double) in.dim(2) * c.depthMultiplier();
      return 2.0 * out.size() / c.filters() * each * (area(c.kernelSize()) + c.filters());
    }
    if (layer instanceof Conv2DTranspose c) {
      return 2.0 * in.size() * area(c.kernelSize()) * c.filters();
    }
    return 10.0 * out.size();
  }

  private static int area(Size2D size) {
    return size.rows() * size.columns();
  }
}
