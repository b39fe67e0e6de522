package org.ganforge.examples.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Where the events for one listener go. */
@FunctionalInterface
public interface EventSink {
  /**
   * Sends an event and returns when it is on its way.
   *
   * @param name of its kind
   * @throws IOException if the listener has gone
   */
  void send(String name, JsonNode data) throws IOException;
}
