package org.ganforge.tf.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ganforge.KerasVersion;
import org.ganforge.internal.file.FileTree;
import org.ganforge.layer.Network;
import org.ganforge.tf.form.FittingForms;
import org.ganforge.tf.form.FormCache;
import org.ganforge.tf.form.FormTrials;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.SessionSettings;

/** Every form that can compile a network and is right on this machine. */
final class ProvedForms {
  /** One for all tests of a JVM: a form checked for one shape needs no other check. */
  private static final FormCache PROVED = newCache();

  private ProvedForms() {}

  private static FormCache newCache() {
    try {
      Path folder = Files.createTempDirectory("forms");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return new FormCache(folder.resolve("forms.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the rewrites of each form.
   *
   * @param batch how many examples the network takes at once
   */
  static List<Rewrites> of(Network network, KerasVersion keras, int batch) {
    FormTrials trials = FormTrials.untimed(SessionSettings.of().toProto(), PROVED);
    return FittingForms.of(ConvolutionCensus.of(network, keras, batch), trials).stream()
        .map(Rewrites::of)
        .toList();
  }
}
