package org.ganforge.layer;

import org.ganforge.internal.Checks;

/**
 * An input of a network, by what it holds: noise, an image, a class label, or numbers with any
 * meaning.
 */
public sealed interface Input extends Symbol
    permits Input.Noise, Input.Image, Input.Label, Input.Features {
  /** Returns the input's name, unique among the network's inputs and layers. */
  String name();

  /** Returns a copy with this name. */
  Input withName(String name);

  /**
   * Noise from a GAN's distribution.
   *
   * @param length the length of a noise vector, at least 1
   * @param name the input's name, {@code noise} by default
   */
  record Noise(int length, String name) implements Input {
    /** Checks the length and the name. */
    public Noise {
      Checks.positive("noise length", length);
      Checks.name("noise name", name);
    }

    /** Returns an input of vectors of this length. */
    public static Noise of(int length) {
      return new Noise(length, "noise");
    }

    @Override
    public Noise withName(String name) {
      return new Noise(length, name);
    }

    @Override
    public TensorShape shape() {
      return TensorShape.of(length);
    }
  }

  /**
   * An image in the value range of a GAN's data.
   *
   * @param shape its shape, usually {@code [height, width, channels]}
   * @param name the input's name, {@code image} by default
   */
  record Image(TensorShape shape, String name) implements Input {
    /** Checks the name and that there is a dimension. */
    public Image {
      Checks.name("image name", name);
      requireDimensions("image shape", shape);
    }

    /** Returns an input of images of this shape. */
    public static Image of(TensorShape shape) {
      return new Image(shape, "image");
    }

    /** Returns an input of images of this shape. */
    public static Image of(int... dims) {
      return of(TensorShape.of(dims));
    }

    @Override
    public Image withName(String name) {
      return new Image(shape, name);
    }
  }

  /**
   * The number of a class, from 0 up to but not including {@code classes}, as an {@link Embedding}
   * takes it. Its shape is {@code [1]}.
   *
   * @param classes how many classes there are, at least 1
   * @param name the input's name, {@code label} by default
   */
  record Label(int classes, String name) implements Input {
    /** Checks the number of classes and the name. */
    public Label {
      Checks.positive("label classes", classes);
      Checks.name("label name", name);
    }

    /** Returns an input of labels with this many classes. */
    public static Label of(int classes) {
      return new Label(classes, "label");
    }

    @Override
    public Label withName(String name) {
      return new Label(classes, name);
    }

    @Override
    public TensorShape shape() {
      return TensorShape.of(1);
    }
  }

  /**
   * Numbers with any meaning, as a {@code Sequential} and Keras' models take them.
   *
   * @param shape their shape
   * @param name the input's name, {@code features} by default
   */
  record Features(TensorShape shape, String name) implements Input {
    /** Checks the name and that there is a dimension. */
    public Features {
      Checks.name("features name", name);
      requireDimensions("features shape", shape);
    }

    /** Returns an input of this shape. */
    public static Features of(TensorShape shape) {
      return new Features(shape, "features");
    }

    /** Returns an input of this shape. */
    public static Features of(int... dims) {
      return of(TensorShape.of(dims));
    }

    @Override
    public Features withName(String name) {
      return new Features(shape, name);
    }
  }

  private static void requireDimensions(String where, TensorShape shape) {
    Checks.positive(where + " rank", shape.rank());
  }
}
