package org.ganforge.tf.distributed;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import org.bytedeco.javacpp.BytePointer;
import org.ganforge.error.InvalidInputException;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

/**
 * Opens a session on a server instead of in this process. TensorFlow Java's own constructors have
 * no argument for the target, so this class, and no other, uses the C API behind them.
 */
final class TargetSession {
  private TargetSession() {}

  /**
   * Returns a session, which the caller closes.
   *
   * @param target the server: {@code grpc://localhost:2222}
   */
  static Session open(Graph graph, String target, ConfigProto config) {
    try {
      Field handle = Graph.class.getDeclaredField("nativeHandle");
      handle.setAccessible(true);
      Constructor<Session> constructor =
          Session.class.getDeclaredConstructor(Graph.class, TF_Session.class);
      constructor.setAccessible(true);
      return open(graph, (TF_Graph) handle.get(graph), constructor, target, config);
    } catch (InaccessibleObjectException e) {
      throw new InvalidInputException(
          "Java's modules",
          "access to TensorFlow Java's package org.tensorflow",
          "none",
          "start Java with --add-opens tensorflow/org.tensorflow=org.ganforge.tf");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another version of TensorFlow Java than 1.1.0", e);
    }
  }

  private static Session open(
      Graph graph,
      TF_Graph handle,
      Constructor<Session> constructor,
      String target,
      ConfigProto config)
      throws ReflectiveOperationException {
    byte[] bytes = config.toByteArray();
    try (TF_Status status = TF_Status.newStatus();
        TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
        BytePointer proto = new BytePointer(bytes)) {
      tensorflow.TF_SetTarget(options, target);
      tensorflow.TF_SetConfig(options, proto, bytes.length, status);
      status.throwExceptionIfNotOK();
      TF_Session session = TF_Session.newSession(handle, options, status);
      status.throwExceptionIfNotOK();
      session.retainReference(); // TensorFlow Java's session releases it when it is closed
      return constructor.newInstance(graph, session);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(String.valueOf(e.getCause()), e);
    }
  }
}
