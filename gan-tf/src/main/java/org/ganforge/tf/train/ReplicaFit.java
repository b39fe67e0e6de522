package org.ganforge.tf.train;

import org.ganforge.Gan;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.BatchNormalization;
import org.ganforge.layer.Layer;
import org.ganforge.layer.MinibatchStdDev;
import org.ganforge.layer.Network;
import org.ganforge.layer.Node;
import org.ganforge.objective.RelativisticAverage;
import org.ganforge.objective.RelativisticPairing;
import org.ganforge.penalty.Penalty;
import org.ganforge.tf.gradient.OwnGradients;
import org.ganforge.train.Adaptive;
import org.ganforge.train.TrainingPlan;

/**
 * Whether several replicas can train a GAN as one does with the joint batch: each takes an equal
 * share, and nothing compares images of different replicas unless it is shared among them.
 */
record ReplicaFit(Gan gan, int replicas) {
  private static final String WAY_OUT = "choose another batch size or number of replicas";
  private static final String CHECK = "change validation, or choose another number of replicas";

  /**
   * Refuses a GAN that they cannot train together.
   *
   * @throws InvalidInputException if there is one reason or another
   */
  void check() {
    if (replicas == 1) {
      return;
    }
    checkShares();
    checkPairs();
    checkLayers(gan.generator());
    checkLayers(gan.discriminator());
    if (gan.objective() instanceof RelativisticAverage) {
      checkGradients("objective", "RelativisticAverage");
    }
  }

  private void checkShares() {
    TrainingPlan plan = gan.plan();
    int below = plan.batchSize() - plan.batchSize() % replicas;
    checkShare(
        "plan.batch_size",
        "a multiple of " + replicas + ", the number of replicas,",
        plan.batchSize(),
        "choose "
            + (below == 0 ? "" : below + " or ")
            + (below + replicas)
            + ", or another number of replicas");
    checkShare("plan", parts("real images in a batch"), plan.realCount(), WAY_OUT);
    checkShare("plan", parts("generated images in a batch"), plan.generatedCount(), WAY_OUT);
    if (plan.schedule() instanceof Adaptive adaptive) {
      int real = adaptive.validationRealCount();
      checkShare("plan.schedule", parts("real images in a check"), real, CHECK);
      checkShare("plan.schedule", parts("images in a check"), adaptive.validation(), CHECK);
    }
  }

  private String parts(String what) {
    return "a multiple of " + replicas + ", the number of replicas, of " + what;
  }

  private void checkShare(String where, String expected, int count, String wayOut) {
    if (count % replicas != 0) {
      throw new InvalidInputException(where, expected, String.valueOf(count), wayOut);
    }
  }

  /** The first real image's partner is the first generated one, in the joint batch. */
  private void checkPairs() {
    TrainingPlan plan = gan.plan();
    if (plan.realCount() == plan.generatedCount()) {
      return;
    }
    String pairs =
        gan.objective() instanceof RelativisticPairing
            ? "RelativisticPairing"
            : gan.penalties().stream()
                .filter(Penalty::mixesBatches)
                .map(penalty -> penalty.getClass().getSimpleName())
                .findFirst()
                .orElse("");
    if (!pairs.isEmpty()) {
      throw new InvalidInputException(
          "plan",
          "as many real as generated images, since " + pairs + " pairs them within each replica,",
          plan.realCount() + " real and " + plan.generatedCount() + " generated",
          "make them equal, or train with one replica");
    }
  }

  private void checkLayers(Network network) {
    for (Node node : network.nodes()) {
      Layer layer = node.layer();
      String where = network.name() + ", layer " + node.name();
      if (layer instanceof Network inner) {
        checkLayers(inner);
      } else if (layer instanceof MinibatchStdDev) {
        throw new InvalidInputException(
            where,
            "layers whose batch can be divided among replicas",
            "MinibatchStdDev, which compares images across the batch",
            "train with one replica, or leave it out");
      } else if (layer instanceof BatchNormalization norm && norm.isSynchronized()) {
        checkGradients(where, "BatchNormalization with synchronized");
      }
    }
  }

  private void checkGradients(String where, String what) {
    if (!OwnGradients.areTaken()) {
      throw new InvalidInputException(
          where,
          "nothing that needs gradients across replicas, which TensorFlow Java accepts only on"
              + " Linux and macOS,",
          what,
          "train with one replica");
    }
  }
}
