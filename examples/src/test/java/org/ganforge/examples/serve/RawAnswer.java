package org.ganforge.examples.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A server's answer to bytes that no well-behaved client would send.
 *
 * @param headers by their names in any case
 */
record RawAnswer(int status, Map<String, String> headers, String body) {
  private static final Pattern HEADER = Pattern.compile("(?m)^([\\w-]+): (.*?)\\r?$");

  /** Sends a GET of a path as a browser on the page itself would. */
  static RawAnswer get(URI server, String path, String... headers) {
    return send(server, request("GET", server, path, headers));
  }

  /** Sends a POST of a path. */
  static RawAnswer post(URI server, String path, String... headers) {
    return send(server, request("POST", server, path, headers));
  }

  /** Returns the text of a request; a Host among the headers replaces the right one. */
  static String request(String method, URI server, String path, String... headers) {
    String all = String.join("\r\n", headers);
    String host = all.contains("Host:") ? "" : "Host: " + server.getAuthority() + "\r\n";
    return method
        + " "
        + path
        + " HTTP/1.1\r\n"
        + host
        + (all.isEmpty() ? "" : all + "\r\n")
        + "Connection: close\r\n\r\n";
  }

  /** Sends any text, and reads until the server closes the connection. */
  static RawAnswer send(URI server, String text) {
    try (Socket socket = open(server)) {
      write(socket, text);
      return read(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Socket open(URI server) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.getPort());
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Reads to the end of the connection. */
  static RawAnswer read(Socket socket) throws IOException {
    return of(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  /** Reads until some text has come. */
  static String readUntil(Socket socket, String expected) throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (!endsWith(read, expected)) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("no " + expected + " in " + read);
      }
      read.append((char) c);
    }
    return read.toString();
  }

  private static boolean endsWith(StringBuilder text, String end) {
    int start = text.length() - end.length();
    return start >= 0 && text.indexOf(end, start) == start;
  }

  private static RawAnswer of(String text) {
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(
        HEADER
            .matcher(head)
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a)));
    int status = head.isEmpty() ? 0 : Integer.parseInt(head.split(" ", 3)[1]);
    return new RawAnswer(status, headers, end < 0 ? "" : text.substring(end + 4));
  }

  /** Returns why it was refused. */
  String error() {
    if (!body.startsWith("{\"error\":\"") || !body.endsWith("\"}")) {
      throw new AssertionError(body);
    }
    return body.substring(10, body.length() - 2).replace("\\\"", "\"");
  }
}
