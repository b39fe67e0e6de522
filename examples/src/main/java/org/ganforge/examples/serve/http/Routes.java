package org.ganforge.examples.serve.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Maps paths to endpoints. A pattern is a path such as {@code /api/runs/{run}}, whose names in
 * braces stand for one segment each.
 */
public final class Routes {
  private final List<Route> routes = new ArrayList<>();

  /** One row of the table; exactly one of the last two is not null. */
  record Route(
      String method,
      List<String> pattern,
      @Nullable Endpoint endpoint,
      @Nullable EventSource events) {}

  /** A route with the values of its names. */
  record Match(Route route, Map<String, String> variables) {}

  /** Adds an endpoint that changes nothing. */
  public Routes get(String pattern, Endpoint endpoint) {
    routes.add(new Route("GET", segments(pattern), endpoint, null));
    return this;
  }

  /** Adds an endpoint that changes something, and therefore requires the token. */
  public Routes post(String pattern, Endpoint endpoint) {
    routes.add(new Route("POST", segments(pattern), endpoint, null));
    return this;
  }

  /** Adds a stream of events. */
  public Routes events(String pattern, EventSource source) {
    routes.add(new Route("GET", segments(pattern), null, source));
    return this;
  }

  /**
   * Returns the route of a request.
   *
   * @param path decoded
   * @throws Refusal 404 if no pattern matches the path, 405 if no match takes the method
   */
  Match match(String method, List<String> path) {
    Set<String> methods = new TreeSet<>();
    for (Route route : routes) {
      Map<String, String> variables = variables(route.pattern(), path);
      if (variables != null) {
        if (route.method().equals(method)) {
          return new Match(route, variables);
        }
        methods.add(route.method());
      }
    }
    throw !methods.isEmpty()
        ? Refusal.of(405, "method", String.join(" or ", methods), method, "send one of them")
        : nothing(path);
  }

  /** Returns the refusal of a path that leads nowhere. */
  static Refusal nothing(List<String> path) {
    return Refusal.of(
        404,
        "path",
        "one of this page's",
        "/" + String.join("/", path),
        "open the address that the terminal shows");
  }

  private static @Nullable Map<String, String> variables(List<String> pattern, List<String> path) {
    if (pattern.size() != path.size()) {
      return null;
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String name = pattern.get(i);
      if (name.startsWith("{")) {
        variables.put(name.substring(1, name.length() - 1), path.get(i));
      } else if (!name.equals(path.get(i))) {
        return null;
      }
    }
    return variables;
  }

  /** Returns the parts of a path between its slashes; those of {@code /} are one, empty. */
  static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }
}
