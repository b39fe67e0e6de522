package org.ganforge.examples.serve.http;

import java.net.SocketException;
import java.net.URI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.ganforge.error.InvalidInputException;

/**
 * An HTTP server on 127.0.0.1. Its threads end with the program. The numbers of connections,
 * threads and listeners and the size of a request are limited.
 */
public final class LocalServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int MOST_CONNECTIONS = 32;

  /** One for each possible listener, and some for other requests. */
  private static final int MOST_THREADS = RouteHandler.MOST_LISTENERS + 12;

  private static final int MOST_HEADER_BYTES = 8 << 10;
  private static final int IDLE_MILLIS = 60_000;
  private static final int STOP_MILLIS = 2_000;

  private final Server server;
  private final ServerConnector connector;
  private final Guard guard;

  private LocalServer(Server server, ServerConnector connector, Guard guard) {
    this.server = server;
    this.connector = connector;
    this.guard = guard;
  }

  /**
   * Starts a server.
   *
   * @param port 0 for any free port
   * @throws InvalidInputException if the port is taken
   */
  public static LocalServer start(Routes routes, int port) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
    threads.setName("page");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(LOOPBACK);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(STOP_MILLIS);
    Guard guard = Guard.of();
    RouteHandler handler = new RouteHandler(routes, guard);
    server.setHandler(handler);
    LocalServer started = new LocalServer(server, connector, guard);
    started.open(port);
    handler.listeningOn(connector.getLocalPort());
    return started;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setRequestHeaderSize(MOST_HEADER_BYTES);
    configuration.setUriCompliance(UriCompliance.DEFAULT);
    return configuration;
  }

  private void open(int port) {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new InvalidInputException(
          "--port", "a free port", port + ", " + reason(e), "give another, or 0");
    }
  }

  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (cause instanceof SocketException && message != null) {
        return message.contains("already in use") ? "which is taken" : message;
      }
    }
    return String.valueOf(failure.getMessage());
  }

  /** Returns the page's address, {@code http://127.0.0.1:40123/}. */
  public URI address() {
    return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort() + "/");
  }

  /**
   * Returns the same with the token after a #. Browsers do not send that part: it is in no request
   * line and in no Referer.
   */
  public URI addressWithToken() {
    return address().resolve("#token=" + guard.token());
  }

  /** Returns the token, which requests that change something must carry. */
  public String token() {
    return guard.token();
  }

  /** Ends all connections and threads. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // It is gone in any case when the program ends.
      return;
    }
  }
}
