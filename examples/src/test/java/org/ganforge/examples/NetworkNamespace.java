package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of its own for a process and its children, with nothing but a loopback device.
 * TensorFlow's server listens on all interfaces, so no test starts one anywhere else.
 */
final class NetworkNamespace {
  private static final String START = "ip link set lo up && exec \"$@\"";

  /** As root; or as any user, where the system lets them. */
  private static final List<List<String>> WAYS =
      List.of(
          List.of("unshare", "--net", "sh", "-c", START, "sh"),
          List.of("unshare", "--user", "--map-root-user", "--net", "sh", "-c", START, "sh"));

  private NetworkNamespace() {}

  /** Returns the command that runs another there; skips the test, out loud, if none does. */
  static List<String> around(List<String> command) {
    for (List<String> way : WAYS) {
      if (works(way)) {
        List<String> all = new ArrayList<>(way);
        all.addAll(command);
        return all;
      }
    }
    System.err.println("SKIPPED: this system refuses network namespaces, so no worker is started");
    return abort("this system refuses network namespaces");
  }

  private static boolean works(List<String> way) {
    List<String> command = new ArrayList<>(way);
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false; // not Linux
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
