package org.ganforge.examples.serve.http;

import java.io.IOException;

/** Sends server-sent events to one listener until it leaves. It is called by several threads. */
@FunctionalInterface
public interface EventSource {
  /**
   * Sends events; the stream ends when this returns.
   *
   * @throws IOException if the listener has gone
   * @throws InterruptedException if the server stops
   */
  void send(Call call, EventSink sink) throws IOException, InterruptedException;
}
