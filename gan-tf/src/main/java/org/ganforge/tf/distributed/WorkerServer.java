package org.ganforge.tf.distributed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.ganforge.cluster.Cluster;
import org.ganforge.cluster.ClusterTask;
import org.ganforge.cluster.WorkerOptions;
import org.ganforge.error.InvalidInputException;
import org.ganforge.tf.library.NativeLibrary;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Server;
import org.tensorflow.Session;
import org.tensorflow.proto.ClusterDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.JobDef;
import org.tensorflow.proto.ServerDef;

/**
 * TensorFlow's gRPC server of this process, through which collectives reach the other workers. It
 * listens on all interfaces, whatever address it is given. It is started once and ends with the
 * process, since TensorFlow can neither stop nor free one.
 */
public final class WorkerServer {
  private static final String JOB = "worker";

  /** Kept, since the native server must not be collected. */
  private static @Nullable WorkerServer ofProcess;

  private final Server server;
  private final ClusterTask task;

  private WorkerServer(Server server, ClusterTask task) {
    this.server = server;
    this.task = task;
  }

  /**
   * Starts the server.
   *
   * @param config of the sessions that use it
   * @throws InvalidInputException if the user has not agreed that it listens on all interfaces, or
   *     its port is taken
   * @throws IllegalStateException if this process has had one
   */
  static synchronized WorkerServer start(WorkerOptions options, ConfigProto config) {
    options.requireConsent();
    if (ofProcess != null) {
      throw new IllegalStateException(
          ofProcess.task.name()
              + ": expected one worker in a process but found a second; TensorFlow cannot stop its"
              + " server, so start another process");
    }
    ClusterTask task = options.task();
    requireFree(task);
    NativeLibrary.load();
    Server server = new Server(definition(task, ofCluster(config, task)));
    server.start();
    ofProcess = new WorkerServer(server, task);
    return ofProcess;
  }

  /**
   * Listens on this worker's port: on this machine only if all workers are on it, else on all
   * interfaces, as TensorFlow's server does.
   *
   * @throws IOException if it is taken
   */
  static ServerSocket listen(ClusterTask task) throws IOException {
    Cluster cluster = task.cluster();
    boolean isLocal =
        cluster.workers().stream().allMatch(address -> address.startsWith("127.0.0.1:"));
    InetAddress place = isLocal ? InetAddress.getByAddress(new byte[] {127, 0, 0, 1}) : null;
    return new ServerSocket(cluster.port(task.rank()), cluster.size(), place);
  }

  /** TensorFlow would share the port with another server. */
  private static void requireFree(ClusterTask task) {
    try {
      listen(task).close();
    } catch (IOException e) {
      throw taken(task);
    }
  }

  /** Returns the error that the worker's port is taken. */
  static InvalidInputException taken(ClusterTask task) {
    return new InvalidInputException(
        task.name(),
        "the port " + task.cluster().port(task.rank()) + " free",
        "another program that listens on it",
        "end that program, which may be an earlier worker, or choose another port");
  }

  private static ServerDef definition(ClusterTask task, ConfigProto config) {
    Cluster cluster = task.cluster();
    JobDef.Builder job = JobDef.newBuilder().setName(JOB);
    for (int rank = 0; rank < cluster.size(); rank++) {
      job.putTasks(rank, cluster.workers().get(rank));
    }
    return ServerDef.newBuilder()
        .setCluster(ClusterDef.newBuilder().addJob(job))
        .setJobName(JOB)
        .setTaskIndex(task.rank())
        .setProtocol("grpc")
        .setDefaultSessionConfig(config)
        .build();
  }

  /** A session sees only its own worker's devices: with others', it would wait for all of them. */
  private static ConfigProto ofCluster(ConfigProto config, ClusterTask task) {
    return config.toBuilder()
        .addDeviceFilters("/job:" + JOB + "/task:" + task.rank())
        .setExperimental(
            config.getExperimental().toBuilder()
                .setCollectiveGroupLeader("/job:" + JOB + "/replica:0/task:0"))
        .build();
  }

  /** Opens a session of a graph on this server; the caller closes it. */
  public Session open(Graph graph, ConfigProto config) {
    // TensorFlow recognizes its own server by this text, and then needs no connection to it.
    String target = "grpc://" + task.cluster().workers().get(task.rank());
    return TargetSession.open(graph, target, ofCluster(config, task));
  }

  /** Returns which worker it is of. */
  public ClusterTask task() {
    return task;
  }

  @Override
  public String toString() {
    return task.name() + " " + server.getClass().getSimpleName();
  }
}
