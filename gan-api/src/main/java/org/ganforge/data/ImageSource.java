package org.ganforge.data;

import java.util.List;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;

/**
 * Images of one shape, in a fixed order, with or without labels: in memory ({@link ImageDataset})
 * or in files, decoded when they are needed ({@link ImageStream}).
 */
public sealed interface ImageSource permits ImageDataset, ImageStream {
  /** Returns the name, such as {@code mnist}. */
  String name();

  /** Returns how many images there are, at least 1. */
  int count();

  /** Returns the shape of one image, {@code [height, width, channels]}. */
  TensorShape imageShape();

  /** Returns what label 0, 1, ... means; empty where nobody said. */
  List<String> classNames();

  /** Returns whether the images have labels. */
  boolean hasLabels();

  /** Returns the label of image {@code index}, at least 0; an error where the images have none. */
  int label(int index);

  /** Copies the bytes of image {@code index} to {@code target}, from {@code offset} on. */
  void copy(int index, byte[] target, int offset);

  /** Returns images {@code from} up to, but not including, {@code to}. */
  ImageSource slice(int from, int to);

  /** Returns the images with this label only, in their order. */
  ImageSource ofClass(int label);

  /** Returns the SHA-256, in hexadecimal, of all that decides what the images are. */
  String digest();

  /** Returns the first {@code n} images. */
  default ImageSource first(int n) {
    return slice(0, n);
  }

  /** Returns images as numbers of {@code range}: {@code [indices, height, width, channels]}. */
  default FloatTensor images(ValueRange range, int... indices) {
    int size = imageShape().size();
    TensorShape shape = imageShape().times(indices.length);
    float[] values = new float[shape.size()];
    byte[] image = new byte[size];
    for (int i = 0; i < indices.length; i++) {
      copy(indices[i], image, 0);
      for (int k = 0; k < size; k++) {
        values[i * size + k] = range.toFloat(image[k] & 0xff);
      }
    }
    return FloatTensor.wrap(shape, values);
  }
}
