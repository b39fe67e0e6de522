package org.ganforge.examples.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Receives the events for one listener. */
public interface EventSink {
  /**
   * Sends an event and returns when it is handed over to the network.
   *
   * @param name the event's type
   * @throws IOException if the listener has gone
   */
  void send(String name, JsonNode data) throws IOException;

  /**
   * Checks that the listener is still there, by sending something that it ignores.
   *
   * @throws IOException if it has gone
   */
  void check() throws IOException;
}
