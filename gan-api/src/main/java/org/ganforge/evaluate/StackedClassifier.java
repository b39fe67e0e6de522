package org.ganforge.evaluate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.ganforge.GanBackend;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.StackedDigits;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Digest;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.train.ClassifierListener;

/**
 * Classifies each channel of a stacked image ({@link StackedDigits}) with a classifier of single
 * digits: a classifier of 1,000 classes would have only 60 training images per class. An image
 * shows a class only if each of its channels shows a digit.
 */
public final class StackedClassifier implements ImageClassifier {
  private static final int CHANNELS = 3;

  private final ImageClassifier digits;
  private final List<String> classNames;
  private final TensorShape imageShape;

  private StackedClassifier(
      ImageClassifier digits, List<String> classNames, TensorShape imageShape) {
    this.digits = digits;
    this.classNames = List.copyOf(classNames);
    this.imageShape = imageShape;
  }

  /**
   * Returns a classifier for any data set: one for single digits if it is stacked, else the
   * backend's.
   *
   * @param listener called during the classifier's training, unless it comes from the cache
   */
  public static ImageClassifier open(
      GanBackend backend, ImageDataset images, ClassifierListener listener) {
    return StackedDigits.isStacked(images)
        ? of(backend.classifier(StackedDigits.apart(images), listener), images)
        : backend.classifier(images, listener);
  }

  /** Returns a classifier of stacked images that uses, and closes, one of single digits. */
  static ImageClassifier of(ImageClassifier digits, ImageDataset stacked) {
    return new StackedClassifier(digits, stacked.classNames(), stacked.imageShape());
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public String digest() {
    byte[] text = ("a channel each " + digits.digest()).getBytes(StandardCharsets.US_ASCII);
    return Digest.SHA_256.of(ByteBuffer.wrap(text));
  }

  @Override
  public TensorShape imageShape() {
    return imageShape;
  }

  /** Returns the products of the three channels' probabilities. */
  @Override
  public FloatTensor probabilities(FloatTensor images, ValueRange range) {
    FloatTensor single = digits.probabilities(apart(images), range);
    int classes = single.shape().dim(1);
    int size = classes * classes * classes;
    float[] products = new float[images.count() * size];
    for (int i = 0; i < products.length; i++) {
      int label = i % size;
      int first = i / size * CHANNELS * classes;
      products[i] =
          single.get(first + label / classes / classes)
              * single.get(first + classes + label / classes % classes)
              * single.get(first + 2 * classes + label % classes);
    }
    return FloatTensor.wrap(TensorShape.of(images.count(), size), products);
  }

  @Override
  public int[] classify(FloatTensor images, ValueRange range) {
    int[] shown = digits.classify(apart(images), range);
    int classes = digits.classNames().size();
    int[] labels = new int[images.count()];
    for (int i = 0; i < labels.length; i++) {
      int[] three = Arrays.copyOfRange(shown, i * CHANNELS, (i + 1) * CHANNELS);
      boolean isSure = Arrays.stream(three).noneMatch(digit -> digit == NONE);
      labels[i] = isSure ? (three[0] * classes + three[1]) * classes + three[2] : NONE;
    }
    return labels;
  }

  /** Returns the digit classifier's features of each channel, concatenated. */
  @Override
  public FloatTensor features(FloatTensor images, ValueRange range) {
    FloatTensor single = digits.features(apart(images), range);
    int size = CHANNELS * single.shape().dim(1);
    return FloatTensor.wrap(TensorShape.of(images.count(), size), single.toArray());
  }

  /** Returns the channels as grey images, the three of each image one after the other. */
  private FloatTensor apart(FloatTensor images) {
    if (images.shape().size() != (long) images.count() * imageShape.size()) {
      throw new InvalidInputException(
          "images",
          "a batch of images " + imageShape + ", as the classifier was trained on",
          images.shape().toString(),
          "train a classifier on images of that shape");
    }
    int size = imageShape.size() / CHANNELS;
    TensorShape shape = digits.imageShape().times((long) images.count() * CHANNELS);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      int channel = i / size % CHANNELS;
      values[i] = images.get((i / size / CHANNELS * size + i % size) * CHANNELS + channel);
    }
    return FloatTensor.wrap(shape, values);
  }

  @Override
  public void close() {
    digits.close();
  }
}
