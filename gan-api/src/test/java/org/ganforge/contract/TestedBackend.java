package org.ganforge.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.GanBackend;
import org.ganforge.GanTrainer;
import org.ganforge.layer.FloatTensor;

/** The backend under test. */
public interface TestedBackend {
  /** Returns the backend, with a single thread if threads change the order of sums. */
  GanBackend backend();

  /** Returns a trainer on the contract's images. */
  default GanTrainer open(Gan gan) {
    return backend().open(gan, ContractGans.images());
  }

  /** Returns the weights of one of a trainer's networks. */
  static Map<String, FloatTensor> weightsOf(GanTrainer trainer, String network) {
    Map<String, FloatTensor> weights = new LinkedHashMap<>(trainer.weights());
    weights.keySet().removeIf(name -> !name.startsWith(network + "/"));
    return weights;
  }
}
