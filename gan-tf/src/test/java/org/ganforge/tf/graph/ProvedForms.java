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

/** Every form that a network can be compiled with and that is right on this machine. */
final class ProvedForms {
  private ProvedForms() {}

  /**
   * Returns the rewrites of each form.
   *
   * @param batch how many examples the network takes at once
   */
  static List<Rewrites> of(Network network, KerasVersion keras, int batch) {
    try {
      Path folder = Files.createTempDirectory("forms");
      FormTrials trials =
          FormTrials.untimed(
              SessionSettings.of().toProto(), new FormCache(folder.resolve("forms.txt")));
      List<Rewrites> forms =
          FittingForms.of(ConvolutionCensus.of(network, keras, batch), trials).stream()
              .map(Rewrites::of)
              .toList();
      FileTree.delete(folder);
      return forms;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
