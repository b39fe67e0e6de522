package org.ganforge.tf.generate;

import java.util.Map;
import org.ganforge.Gan;
import org.ganforge.layer.FloatTensor;
import org.ganforge.regularization.MovingAverage;
import org.ganforge.tf.session.GraphSession;
import org.ganforge.tf.session.Weights;

/** The weights that samples and scores are computed with. */
public record UsedWeights(Gan gan, GraphSession<?> session) {
  /** Returns their values by name. */
  public Map<String, FloatTensor> get() {
    Weights weights = new Weights(session);
    Map<String, FloatTensor> used = weights.used();
    if (MovingAverage.among(gan.regularization()).filter(MovingAverage::sampled).isPresent()) {
      String generator = gan.generator().name() + "/";
      weights
          .averaged()
          .forEach(
              (name, value) -> {
                if (name.startsWith(generator)) {
                  used.put(name, value);
                }
              });
    }
    return used;
  }
}
