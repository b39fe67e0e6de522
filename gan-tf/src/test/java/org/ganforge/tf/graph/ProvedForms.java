package org.ganforge.tf.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ganforge.KerasVersion;
import org.ganforge.internal.file.FileTree;
import org.ganforge.layer.Network;
import org.ganforge.tf.form.FittingForms;
import org.ganforge.tf.form.FormCache;
import org.ganforge.tf.form.FormTable;
import org.ganforge.tf.form.FormTrials;
import org.ganforge.tf.rewrite.Rewrites;
import org.ganforge.tf.session.SessionSettings;

/** Forms that can compile a network and are right on this machine. */
final class ProvedForms {
  /** One for all tests of a JVM: a form checked for one shape needs no other check. */
  private static final FormCache PROVED = newCache();

  private static final int SHARE = 4;

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
   * Returns the rewrites of products and of a quarter of the other forms, a different one for each
   * case, so that a few cases reach every form.
   *
   * @param batch how many examples the network takes at once
   */
  static List<Rewrites> some(String golden, Network network, KerasVersion keras, int batch) {
    List<String> all = FormTable.allForms();
    int first = Math.floorMod(golden.hashCode(), SHARE);
    List<String> some =
        IntStream.range(0, all.size()).filter(i -> i % SHARE == first).mapToObj(all::get).toList();
    return of(some, network, keras, batch);
  }

  /**
   * Returns the rewrites of products and of each other form.
   *
   * @param batch how many examples the network takes at once
   */
  static List<Rewrites> all(Network network, KerasVersion keras, int batch) {
    return of(FormTable.allForms(), network, keras, batch);
  }

  private static List<Rewrites> of(
      List<String> forms, Network network, KerasVersion keras, int batch) {
    FormTrials trials = FormTrials.untimed(SessionSettings.of().toProto(), PROVED);
    return FittingForms.of(forms, ConvolutionCensus.of(network, keras, batch), trials).stream()
        .map(Rewrites::of)
        .toList();
  }
}
