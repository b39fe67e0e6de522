package org.ganforge.tf;

import java.nio.file.Path;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.ImageClassifier;
import org.ganforge.data.ImageDataset;
import org.ganforge.tf.evaluate.TensorFlowClassifier;
import org.ganforge.tf.train.TensorFlowTrainer;
import org.ganforge.train.ClassifierListener;

/**
 * Compiles a GAN to one TensorFlow graph and trains it, on a CPU or, with TensorFlow's GPU jar, on
 * a GPU.
 */
public final class TensorFlowBackend implements GanBackend {
  private final TensorFlowOptions options;

  /** Makes the backend with the default options. */
  public TensorFlowBackend() {
    this(TensorFlowOptions.of());
  }

  /** Makes the backend with these options. */
  public TensorFlowBackend(TensorFlowOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public GanTrainer open(Gan gan) {
    return TensorFlowTrainer.open(gan, null, options.intraOpThreads(), options.interOpThreads());
  }

  @Override
  public GanTrainer open(Gan gan, ImageDataset images) {
    return TensorFlowTrainer.open(gan, images, options.intraOpThreads(), options.interOpThreads());
  }

  @Override
  public ImageClassifier classifier(ImageDataset images, Path cache, ClassifierListener listener) {
    return TensorFlowClassifier.open(
        images, cache, listener, options.intraOpThreads(), options.interOpThreads());
  }
}
