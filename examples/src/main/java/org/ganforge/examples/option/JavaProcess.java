package org.ganforge.examples.option;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ganforge.tf.TensorFlowInstallation;

/** The command that starts another JVM with this one's class path and options. */
public final class JavaProcess {
  private JavaProcess() {}

  /**
   * Returns the command.
   *
   * @param options more options for Java, which win over this JVM's
   * @param main the name of the class to start
   * @param words its arguments
   */
  public static List<String> command(List<String> options, String main, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      // Two processes cannot share a debugger port.
      if (!option.startsWith("-agentlib:jdwp")) {
        command.add(option);
      }
    }
    command.addAll(options); // the last of several values wins
    // Don't unpack TensorFlow's library again into a separate cache.
    TensorFlowInstallation.unpackedTo()
        .ifPresent(folder -> command.add("-Dorg.bytedeco.javacpp.cachedir=" + folder));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(words);
    return command;
  }
}
