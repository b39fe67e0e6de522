package org.ganforge.tf;

import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.data.ImageDataset;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.train.TensorFlowTrainer;
import org.tensorflow.TensorFlow;

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
  public String version() {
    return "TensorFlow " + TensorFlow.version();
  }

  @Override
  public GanTrainer open(Gan gan) {
    return TensorFlowTrainer.open(gan, null, rewrites(), settings());
  }

  @Override
  public GanTrainer open(Gan gan, ImageDataset images) {
    return TensorFlowTrainer.open(gan, images, rewrites(), settings());
  }

  private Rewrites rewrites() {
    return options.rewrites() ? Rewrites.all() : Rewrites.none();
  }

  private SessionSettings settings() {
    return new SessionSettings(
        options.intraOpThreads(),
        options.interOpThreads(),
        options.precision() == Precision.BFLOAT16);
  }
}
