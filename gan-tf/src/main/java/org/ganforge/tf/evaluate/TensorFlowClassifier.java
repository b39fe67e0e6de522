package org.ganforge.tf.evaluate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.data.ValueRange;
import org.ganforge.error.InvalidInputException;
import org.ganforge.evaluate.ClassCoverage;
import org.ganforge.internal.Digest;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.ganforge.tf.graph.ClassifierGraph;
import org.ganforge.tf.graph.ClassifierSpec;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.NativeTensors;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.session.Weights;
import org.ganforge.train.ClassifierListener;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** A trained classifier with the session that holds its weights. */
public final class TensorFlowClassifier implements ImageClassifier {
  /** Intermediate layers need far more memory than images and probabilities. */
  private static final int MOST_IMAGES = 500;

  private final List<String> classNames;
  private final TensorShape imageShape;
  private final String digest;
  private final GraphSession<ClassifierGraph> session;
  private boolean closed;

  private TensorFlowClassifier(
      List<String> classNames,
      TensorShape imageShape,
      String digest,
      GraphSession<ClassifierGraph> session) {
    this.classNames = classNames;
    this.imageShape = imageShape;
    this.digest = digest;
    this.session = session;
  }

  /** Loads the classifier of these images from the cache, or trains it and caches it. */
  public static TensorFlowClassifier open(
      ImageDataset images, Path cache, ClassifierListener listener, SessionSettings settings) {
    List<String> classNames = classNames(images);
    ClassifierSpec spec = ClassifierSpec.of(images.imageShape(), classNames.size());
    return open(images, cache, listener, new ClassifierTraining(spec, settings));
  }

  static TensorFlowClassifier open(
      ImageDataset images, Path cache, ClassifierListener listener, ClassifierTraining training) {
    GraphSession<ClassifierGraph> session =
        training.open(ClassifierGraph.compile(training.spec(), training.forms()));
    try {
      ClassifierFolder folder = ClassifierFolder.of(cache, images.digest(), training.spec());
      if (!folder.restore(session)) {
        folder.write(directory -> training.run(images, listener, directory));
        if (!folder.restore(session)) {
          throw new IllegalStateException(
              "classifier " + folder.path() + " cannot be read just after it was written");
        }
      }
      return new TensorFlowClassifier(
          classNames(images), images.imageShape(), digest(session), session);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  private static String digest(GraphSession<ClassifierGraph> session) {
    List<ByteBuffer> parts = new ArrayList<>();
    new Weights(session)
        .get()
        .forEach(
            (name, values) -> {
              ByteBuffer numbers = ByteBuffer.allocate(Float.BYTES * values.shape().size());
              for (int i = 0; i < values.shape().size(); i++) {
                numbers.putFloat(values.get(i));
              }
              parts.add(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)));
              parts.add(numbers);
            });
    return Digest.SHA_256.of(parts.toArray(ByteBuffer[]::new));
  }

  private static List<String> classNames(ImageDataset images) {
    ClassCoverage coverage = ClassCoverage.of(images);
    long classes = coverage.counts().stream().filter(count -> count > 0).count();
    if (classes < 2) {
      throw new InvalidInputException(
          "data set " + images.name(),
          "images of at least 2 classes to tell apart",
          "a single class",
          "give the whole data set, not one class of it");
    }
    return coverage.classNames();
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public TensorShape imageShape() {
    return imageShape;
  }

  @Override
  public FloatTensor probabilities(FloatTensor images, ValueRange range) {
    return judge(images, range, session.graph().probabilities());
  }

  @Override
  public FloatTensor features(FloatTensor images, ValueRange range) {
    return judge(images, range, session.graph().features());
  }

  private FloatTensor judge(FloatTensor images, ValueRange range, Operand<TFloat32> output) {
    if (closed) {
      throw new IllegalStateException("classifier is closed");
    }
    ImageBytes bytes = new ImageBytes(imageShape);
    bytes.check(images);
    List<FloatTensor> all = new ArrayList<>();
    for (int from = 0; from < images.count(); from += MOST_IMAGES) {
      int to = Math.min(images.count(), from + MOST_IMAGES);
      all.add(judge(bytes.of(images, from, to, range), to - from, output));
    }
    return FloatTensor.concat(all);
  }

  private FloatTensor judge(ByteBuffer bytes, int count, Operand<TFloat32> output) {
    try (TUint8 tensor = NativeTensors.bytes(List.of(bytes), count)) {
      return session
          .fetch(List.of(), List.of(output), Map.of(session.graph().bytes(), tensor))
          .get(0);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      session.close();
    }
  }
}
