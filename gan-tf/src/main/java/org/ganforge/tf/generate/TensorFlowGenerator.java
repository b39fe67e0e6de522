package org.ganforge.tf.generate;

import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.ganforge.Batch;
import org.ganforge.Gan;
import org.ganforge.GanGenerator;
import org.ganforge.KerasModel;
import org.ganforge.layer.FloatTensor;
import org.ganforge.tf.graph.GeneratorGraph;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.SessionSettings;

/** A generator by itself. Any number of threads may use it at once; closing waits for them. */
public final class TensorFlowGenerator implements GanGenerator {
  private final Gan gan;
  private final GraphSession<GeneratorGraph> session;
  private final GeneratorInference inference;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private TensorFlowGenerator(Gan gan, GraphSession<GeneratorGraph> session) {
    this.gan = gan;
    this.session = session;
    this.inference = new GeneratorInference(gan, session, session.graph().functions());
  }

  /**
   * Compiles a generator and reads its weights.
   *
   * @param directory a checkpoint, or an exported generator
   * @param rewrites the forms of the layers to compute with
   * @throws org.ganforge.error.InvalidInputException if the directory holds no complete generator
   *     for this spec
   */
  public static TensorFlowGenerator open(
      Gan gan, Path directory, Rewrites rewrites, SessionSettings settings) {
    SavedGenerator saved = SavedGenerator.in(directory, gan);
    Gan used = saved.gan();
    GraphSession<GeneratorGraph> session =
        new GraphSession<>(GeneratorGraph.compile(used, rewrites), settings);
    try {
      saved.readInto(session);
      return new TensorFlowGenerator(used, session);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  private <T> T using(Supplier<T> action) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("generator of " + gan.name() + " is closed");
      }
      return action.get();
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public Gan gan() {
    return gan;
  }

  @Override
  public FloatTensor noise(int count, long seed) {
    return using(() -> inference.noise(count, seed));
  }

  @Override
  public FloatTensor generate(Batch noise) {
    return using(() -> inference.generate(noise));
  }

  @Override
  public KerasModel generatorModel() {
    return using(() -> KerasModel.of(gan.generator(), new UsedWeights(gan, session).get()));
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
