package org.ganforge.tf;

import org.ganforge.Gan;
import org.ganforge.cluster.WorkerListener;
import org.ganforge.cluster.WorkerLostException;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.data.ImageSource;
import org.ganforge.error.InvalidInputException;
import org.ganforge.tf.distributed.FollowerGroup;
import org.ganforge.tf.form.FormSelection;
import org.ganforge.tf.session.SessionSettings;
import org.ganforge.tf.train.TensorFlowTrainer;

/**
 * A worker of a cluster other than the chief. It computes its share of every batch, and does what
 * the chief orders: the backend of {@link TensorFlowBackend#asChief} in another process. It writes
 * nothing. It holds native memory until it is closed.
 */
public final class TensorFlowWorker implements AutoCloseable {
  private final FollowerGroup group;
  private final TensorFlowTrainer trainer;

  private TensorFlowWorker(FollowerGroup group, TensorFlowTrainer trainer) {
    this.group = group;
    this.trainer = trainer;
  }

  /**
   * Waits for the chief and compiles the GAN, with the forms of convolutions that the chief has
   * chosen.
   *
   * @param backend its threads, precision and device
   * @param worker options of a task other than 0
   * @param images the whole data set, from which the GAN's data plan selects
   * @param listener hears, from another thread, if the chief is lost
   * @throws InvalidInputException if the chief refuses this worker, or its forms are wrong on this
   *     processor
   * @throws WorkerLostException if there is no chief
   */
  public static TensorFlowWorker join(
      TensorFlowBackend backend,
      WorkerOptions worker,
      Gan gan,
      ImageSource images,
      WorkerListener listener) {
    if (worker.task().isChief()) {
      throw new InvalidInputException(
          "task", "that of a worker other than the chief", "0", "use TensorFlowBackend.asChief");
    }
    FollowerGroup group = FollowerGroup.join(worker, backend.agreement(gan, images), listener);
    try {
      SessionSettings settings =
          backend.settings(backend.options().precision()).withReplicas(group.replicas());
      return new TensorFlowWorker(
          group,
          TensorFlowTrainer.open(gan, images, FormSelection.of(group.forms()), settings, group));
    } catch (WorkerLostException e) {
      group.close();
      throw e;
    } catch (RuntimeException | Error e) {
      group.refuse(String.valueOf(e.getMessage()), false);
      group.close();
      throw e;
    }
  }

  /**
   * Takes part in the training until it is over.
   *
   * @return whether it ended as planned, or because it was stopped; false if it ended early on the
   *     chief, whose own message says why
   */
  public boolean follow() {
    try {
      return trainer.follow(group).isEmpty();
    } catch (WorkerLostException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      group.refuse(String.valueOf(e.getMessage()), true);
      throw e;
    }
  }

  /** Asks the chief to end the training after its current iteration; any thread may call it. */
  public void stop() {
    group.stop();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
