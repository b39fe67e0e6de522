package org.ganforge.cluster;

import java.util.List;
import java.util.regex.Pattern;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;

/**
 * The workers that train one model together, each in its own process. {@link
 * org.ganforge.json.ClusterJson} reads a cluster from a file or from TensorFlow's {@code
 * TF_CONFIG}.
 *
 * @param workers their addresses, {@code host:port}, in the order of their ranks; the first is the
 *     chief, which alone writes the run
 */
public record Cluster(List<String> workers) {
  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/\\[\\]]+):\\d{1,5}");

  private static final int HIGHEST_PORT = 65_535;

  /** Checks the addresses and copies the list. */
  public Cluster {
    workers = List.copyOf(workers);
    Checks.notEmpty("cluster workers", workers, "give the address of each worker");
    for (int rank = 0; rank < workers.size(); rank++) {
      requireAddress("cluster workers[" + rank + "]", workers.get(rank));
    }
    Checks.distinct("cluster workers", workers);
  }

  /** Returns the cluster of workers at these addresses, {@code host:port}. */
  public static Cluster of(String... workers) {
    return new Cluster(List.of(workers));
  }

  /** Returns how many workers there are. */
  public int size() {
    return workers.size();
  }

  /** Returns the host of a worker, without brackets around an IPv6 address. */
  public String host(int rank) {
    String address = workers.get(rank);
    String host = address.substring(0, address.lastIndexOf(':'));
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Returns the port of a worker. */
  public int port(int rank) {
    return port(workers.get(rank));
  }

  /** Returns a worker's name in messages: {@code worker 1 (host1:2222)}. */
  public String name(int rank) {
    return "worker " + rank + " (" + workers.get(rank) + ")";
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private static void requireAddress(String where, String address) {
    if (!ADDRESS.matcher(address).matches() || port(address) == 0 || port(address) > HIGHEST_PORT) {
      throw new InvalidInputException(
          where,
          "a host and a port, such as 10.0.0.1:2222,",
          "\"" + address + "\"",
          "give the address at which the other workers reach it");
    }
  }
}
