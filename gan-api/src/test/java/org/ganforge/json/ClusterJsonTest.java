package org.ganforge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ganforge.cluster.Cluster;
import org.ganforge.cluster.ClusterTask;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TF_CONFIG as TensorFlow's documentation and the operators of clusters write it. */
class ClusterJsonTest {
  @Test
  void readsWorkersInTheirOrder() {
    assertThat(
            ClusterJson.readTfConfig(
                "{\"cluster\": {\"worker\": [\"h0:2222\", \"h1:2222\"]}, \"task\": {\"type\":"
                    + " \"worker\", \"index\": 1}}"))
        .isEqualTo(new ClusterTask(Cluster.of("h0:2222", "h1:2222"), 1));
  }

  /** In TensorFlow too, the chief's rank comes before those of workers. */
  @ParameterizedTest
  @CsvSource({
    "chief, chief, 0, 0",
    "chief, worker, 0, 1",
    "chief, worker, 1, 2",
    "master, master, 0, 0"
  })
  void aChiefComesBeforeTheWorkers(String chief, String type, int index, int rank) {
    String text =
        "{\"cluster\": {\"worker\": [\"h1:1\", \"h2:1\"], \""
            + chief
            + "\": [\"h0:1\"]}, \"task\": {\"type\": \""
            + type
            + "\", \"index\": "
            + index
            + "}}";

    assertThat(ClusterJson.readTfConfig(text))
        .isEqualTo(new ClusterTask(Cluster.of("h0:1", "h1:1", "h2:1"), rank));
  }

  @Test
  void ignoresUnknownFieldsAndEmptyJobs() {
    assertThat(
            ClusterJson.readTfConfig(
                "{\"cluster\": {\"worker\": [\"h0:1\"], \"ps\": []}, \"task\": {\"type\":"
                    + " \"worker\", \"index\": \"0\", \"trial\": \"7\"}, \"environment\":"
                    + " \"cloud\", \"rpc_layer\": \"grpc\"}"))
        .isEqualTo(new ClusterTask(Cluster.of("h0:1"), 0));
  }

  @Test
  void readsAFileWithOrWithoutTheOuterObject(@TempDir Path folder) throws IOException {
    Path inner =
        Files.writeString(folder.resolve("inner.json"), "{\"worker\": [\"a:1\", \"b:1\"]}");
    Path outer =
        Files.writeString(
            folder.resolve("outer.json"),
            "{\"cluster\": {\"chief\": [\"a:1\"], \"worker\": [\"b:1\"]}, \"task\": {}}");

    assertThat(ClusterJson.read(inner)).isEqualTo(Cluster.of("a:1", "b:1"));
    assertThat(ClusterJson.read(outer)).isEqualTo(Cluster.of("a:1", "b:1"));
    assertThatThrownBy(() -> ClusterJson.read(folder.resolve("none.json")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            folder.resolve("none.json") + ": expected a file but found none; check its name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"sparseCluster\": {\"worker\": {\"1\": \"h:1\"}}} | $.sparseCluster: expected the"
            + " addresses of all workers, under cluster, but found a sparse cluster, which names"
            + " only some; turn that off where the jobs are started: every worker exchanges"
            + " gradients with all others",
        "{\"cluster\": {\"worker\": [\"a:1\"], \"ps\": [\"b:1\"]}, \"task\": {\"type\":"
            + " \"worker\", \"index\": 0}} | $.cluster.ps: expected only the jobs chief and worker"
            + " but found \"ps\"; leave it out: every worker holds all weights, and the chief"
            + " evaluates",
        "{\"cluster\": {\"worker\": [\"a:1\"]}, \"task\": {\"type\": \"evaluator\", \"index\":"
            + " 0}} | $.task.type: expected \"worker\" or \"chief\" but found \"evaluator\"; start"
            + " only chiefs and workers with this program",
        "{\"cluster\": {\"worker\": [\"a:1\"]}} | $.task: expected this worker's task but found"
            + " nothing; add {\"type\": \"worker\", \"index\": N}",
        "{\"task\": {\"type\": \"worker\", \"index\": 0}} | $.cluster: expected the jobs of a"
            + " cluster, {\"worker\": [\"host:port\", ...]}, but found nothing; list the address of"
            + " each worker",
        "{\"cluster\": {}, \"task\": {}} | $.cluster.worker: expected the addresses of the workers"
            + " but found nothing; list the address of each, host:port",
        "{\"cluster\": {\"worker\": \"a:1\"}, \"task\": {}} | $.cluster.worker: expected a list of"
            + " addresses but found \"a:1\"; write [\"host:port\", ...]",
        "{\"cluster\": {\"worker\": [7]}, \"task\": {}} | $.cluster.worker[0]: expected an address"
            + " but found 7; write \"host:port\"",
        "{\"cluster\": {\"worker\": [\"a\"]}, \"task\": {}} | $.cluster: expected"
            + " a host and a port, such as 10.0.0.1:2222, but found \"a\"; give the address at"
            + " which the other workers reach it",
        "{\"cluster\": {\"chief\": [\"a:1\", \"b:1\"]}, \"task\": {}} | $.cluster.chief: expected"
            + " one chief but found [\"a:1\", \"b:1\"]; list the others as workers",
        "{\"cluster\": {\"worker\": [\"a:1\"]}, \"task\": {\"type\": \"chief\", \"index\": 0}} |"
            + " $.task.type: expected a job of the cluster but found \"chief\"; add the chief's"
            + " address, or start this as a worker",
        "{\"cluster\": {\"chief\": [\"a:1\"]}, \"task\": {\"type\": \"chief\", \"index\": 1}} |"
            + " $.task.index: expected 0, the only chief's index, but found 1; start the others as"
            + " workers",
        "{\"cluster\": {\"worker\": [\"a:1\"]}, \"task\": {\"type\": \"worker\"}} | $.task.index:"
            + " expected the task's index but found nothing; give a whole number from 0",
        "{\"cluster\": {\"worker\": [\"a:1\"]}, \"task\": {\"type\": \"worker\", \"index\": 1}} |"
            + " task: expected a rank from 0 to 0, since the cluster has 1 worker, but found 1;"
            + " give this worker's place in the list of addresses"
      })
  void refusesOthersByName(String text, String message) {
    assertThatThrownBy(() -> ClusterJson.readTfConfig(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("TF_CONFIG " + message);
  }
}
