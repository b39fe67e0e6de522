package org.ganforge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTest {
  @Test
  void namesWorkersByRankAndAddress() {
    Cluster cluster = Cluster.of("host0:2222", "[fe80::1]:2223");

    assertThat(cluster.size()).isEqualTo(2);
    assertThat(cluster.name(1)).isEqualTo("worker 1 ([fe80::1]:2223)");
    assertThat(cluster.host(0)).isEqualTo("host0");
    assertThat(cluster.host(1)).isEqualTo("fe80::1");
    assertThat(cluster.port(1)).isEqualTo(2223);
    assertThat(new ClusterTask(cluster, 0).isChief()).isTrue();
    assertThat(new ClusterTask(cluster, 1).isChief()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "host:", ":2222", "host:0", "host:65536", "a b:1", "http://h:1"})
  void refusesWhatIsNoAddress(String address) {
    assertThatThrownBy(() -> Cluster.of("host0:2222", address))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "cluster workers[1]: expected a host and a port, such as 10.0.0.1:2222, but found \""
                + address
                + "\"; give the address at which the other workers reach it");
  }

  @Test
  void refusesAnEmptyClusterAndOneAddressTwice() {
    assertThatThrownBy(() -> new Cluster(List.of()))
        .hasMessage(
            "cluster workers: expected at least one but found none; give the address of each"
                + " worker");
    assertThatThrownBy(() -> Cluster.of("h:1", "h:1"))
        .hasMessage(
            "cluster workers: expected each value once but found [h:1, h:1]; remove the repeated"
                + " one");
  }

  @Test
  void refusesARankThatTheClusterLacks() {
    assertThatThrownBy(() -> new ClusterTask(Cluster.of("a:1", "b:1"), 2))
        .hasMessage(
            "task: expected a rank from 0 to 1, since the cluster has 2 workers, but found 2; give"
                + " this worker's place in the list of addresses");
  }

  @Test
  void aWorkerDoesNotListenWithoutConsent() {
    WorkerOptions options = WorkerOptions.of(new ClusterTask(Cluster.of("a:1"), 0));

    assertThatThrownBy(options::requireConsent)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "worker: expected your consent that TensorFlow's server listens on all networks of this"
                + " machine, without authentication or encryption, but found none; use a private"
                + " network or a firewall, and add withListensOnAllInterfaces(true)");
    options.withListensOnAllInterfaces(true).requireConsent();
  }

  @Test
  void workersWaitAsDocumentedUnlessAskedOtherwise() {
    WorkerOptions options = WorkerOptions.of(new ClusterTask(Cluster.of("a:1"), 0));

    assertThat(options.listensOnAllInterfaces()).isFalse();
    assertThat(options.patience()).isEqualTo(Duration.ofSeconds(20));
    assertThat(options.startup()).isEqualTo(Duration.ofMinutes(5));
    assertThat(options.step()).isEqualTo(Duration.ofMinutes(10));
    assertThatThrownBy(() -> options.withPatience(Duration.ofMillis(999)))
        .hasMessage("patience: expected at least 1 second but found 999 ms; give a longer time");
  }
}
