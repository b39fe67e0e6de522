package org.ganforge.tf.distributed;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/** Opens the sessions that replicas run in. */
@FunctionalInterface
public interface SessionSource {
  /** Opens a session, which the caller closes. */
  Session open(Graph graph, ConfigProto config);
}
