package org.ganforge.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Local mirrors: each folder of the server answers as configured by a test. */
final class MirrorServer implements AutoCloseable {
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  MirrorServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI mirror(String name) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + "/");
  }

  /** Serves a file at {@code path}, such as {@code good/train-labels-idx1-ubyte.gz}. */
  void serve(String path, byte[] body) {
    answers.put("/" + path, exchange -> send(exchange, body));
  }

  /** Announces the whole file, but hangs up after half of it. */
  void serveHalf(String path, byte[] body) {
    answers.put(
        "/" + path,
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body, 0, body.length / 2);
          exchange.getResponseBody().flush();
          throw new IOException("hang up");
        });
  }

  /** Announces a file and sends nothing until the server is closed. */
  void stall(String path) {
    answers.put(
        "/" + path,
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().flush();
          try {
            closed.await();
          } catch (InterruptedException e) {
            throw new InterruptedIOException();
          }
        });
  }

  void redirect(String path, URI target) {
    answers.put(
        "/" + path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", target.toString());
          exchange.sendResponseHeaders(302, -1);
        });
  }

  /** Returns the requested paths, in order. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    try (exchange) {
      answers.getOrDefault(path, other -> other.sendResponseHeaders(404, -1)).send(exchange);
    }
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private interface Answer {
    void send(HttpExchange exchange) throws IOException;
  }
}
