package org.ganforge.examples.serve.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that do not come from this server's own page. Another site in the same browser
 * can reach a server on this machine in two ways: by its own host name that resolves to 127.0.0.1,
 * which the Host header reveals, or by a cross-site request, which Origin and Sec-Fetch-Site
 * reveal.
 */
final class Guard {
  /** The header that carries the token; another site cannot send it without asking first. */
  static final String TOKEN_HEADER = "X-GanForge-Token";

  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
  private static final int TOKEN_BYTES = 24;

  private final String token;
  private final List<String> hosts;

  private Guard(String token, List<String> hosts) {
    this.token = token;
    this.hosts = hosts;
  }

  /** Returns a guard with a new token. */
  static Guard of() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return new Guard(Base64.getUrlEncoder().withoutPadding().encodeToString(random), List.of());
  }

  /** Returns the guard of a server that listens on this port. */
  Guard withPort(int port) {
    List<String> hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
    // Browsers leave out HTTP's own port.
    return new Guard(
        token,
        port == 80
            ? Stream.concat(hosts.stream(), Stream.of("127.0.0.1", "localhost")).toList()
            : hosts);
  }

  String token() {
    return token;
  }

  /**
   * Checks the origin of a request.
   *
   * @throws Refusal 403 if it is another site
   */
  void checkOrigin(Request request) {
    String host = one(request, HttpHeader.HOST.asString());
    String target = request.getHttpURI().getAuthority();
    if (host == null || !hosts.contains(host) || (target != null && !hosts.contains(target))) {
      throw refusal("Host", String.join(" or ", hosts), host == null ? "none" : host);
    }
    String origin = one(request, HttpHeader.ORIGIN.asString());
    if (origin != null && hosts.stream().noneMatch(own -> origin.equals("http://" + own))) {
      throw refusal("Origin", "http://" + String.join(" or http://", hosts), origin);
    }
    String site = one(request, "Sec-Fetch-Site");
    if (site != null && !OWN_SITES.contains(site)) {
      throw refusal("Sec-Fetch-Site", "same-origin or none", site);
    }
  }

  private static Refusal refusal(String header, String expected, String found) {
    return Refusal.of(403, header, expected, found, "open the address that the terminal shows");
  }

  /**
   * Checks that a request has no body, which no endpoint takes.
   *
   * @throws Refusal 413 if it has one
   */
  static void checkNoBody(Request request) {
    long length = request.getLength();
    if (length > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      throw Refusal.of(
          413, "body", "none", length > 0 ? length + " bytes" : "one in chunks", "leave it out");
    }
  }

  /**
   * Checks the token, in constant time.
   *
   * @throws Refusal 403 if it is missing or wrong
   */
  void checkToken(Request request) {
    String given = one(request, TOKEN_HEADER);
    if (given == null || !MessageDigest.isEqual(bytes(given), bytes(token))) {
      throw Refusal.of(
          403,
          TOKEN_HEADER,
          "the token of this server",
          given == null ? "none" : "another one",
          "open the address that the terminal shows, with all that follows the #");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String one(Request request, String header) {
    List<String> values = request.getHeaders().getValuesList(header);
    if (values.size() > 1) {
      throw Refusal.of(400, header, "the header once", values.size() + " times", "send one");
    }
    return values.isEmpty() ? null : values.get(0);
  }
}
