package org.ganforge.data;

import static org.ganforge.data.IdxKind.IMAGES;
import static org.ganforge.data.IdxKind.LABELS;
import static org.ganforge.data.Split.TEST;
import static org.ganforge.data.Split.TRAIN;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ganforge.data.PublishedFile.Digested;

/** The published data sets that the catalogue can fetch, one entry each. */
final class PublishedDatasets {

  /** Handwritten digits: Y. LeCun, C. Cortes, C. Burges, "The MNIST database", CC BY-SA 3.0. */
  static final CatalogueEntry MNIST =
      entry(
              "mnist",
              HandwrittenDigits.CLASS_NAMES,
              List.of(
                  "https://ossci-datasets.s3.amazonaws.com/mnist/",
                  "https://storage.googleapis.com/cvdf-datasets/mnist/"),
              11_594_722,
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")
          .withLicense("CC-BY-SA-3.0");

  /**
   * Pictures of clothes: Zalando SE, arXiv:1708.07747, MIT. Debian and Ubuntu have them as the
   * package {@code dataset-fashion-mnist}.
   */
  static final CatalogueEntry FASHION_MNIST =
      entry(
              "fashion-mnist",
              List.of(
                  "T-shirt/top",
                  "Trouser",
                  "Pullover",
                  "Dress",
                  "Coat",
                  "Sandal",
                  "Shirt",
                  "Sneaker",
                  "Bag",
                  "Ankle boot"),
              List.of(
                  "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
                  "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
              30_878_645,
              "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
              "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
              "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
              "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")
          .withLicense("MIT")
          .withInstalled(Path.of("/usr/share/datasets/fashion-mnist"));

  /**
   * Handwritten letters, upper and lower case as one class: G. Cohen, S. Afshar, J. Tapson, A. van
   * Schaik, "EMNIST: an extension of MNIST to handwritten letters", arXiv:1702.05373. They come in
   * one zip file of 536 MiB with all data sets of the paper; its MD5 is the one that torchvision
   * checks.
   */
  static final CatalogueEntry EMNIST_LETTERS =
      new CatalogueEntry(
          "emnist-letters",
          Stream.iterate('A', letter -> (char) (letter + 1))
              .limit(26)
              .map(String::valueOf)
              .toList(),
          IdxLayout.EMNIST_LETTERS,
          List.of(),
          List.of(URI.create("https://biometrics.nist.gov/cs_links/EMNIST/")),
          536L << 20,
          new PublishedArchive("gzip.zip", "gzip/", "58c8d27c78d21e728a6bc7b3cc06412e", 640L << 20),
          null,
          List.of(
              letters(
                  TRAIN,
                  IMAGES,
                  "emnist-letters-train-images-idx3-ubyte",
                  "6288f418a917e007bf5fddb823a2dc7a5c6a35031401b93292a539cb12bd881f"),
              letters(
                  TRAIN,
                  LABELS,
                  "emnist-letters-train-labels-idx1-ubyte",
                  "9759af91ea6bccdf07a6040fd085861f2ec88e37f7c3f5760f6feb57106fbe5c"),
              letters(
                  TEST,
                  IMAGES,
                  "emnist-letters-test-images-idx3-ubyte",
                  "50f0e93d75b99b463e9760b8345866f22587fa2c2fba472730a5ba09c693412d"),
              letters(
                  TEST,
                  LABELS,
                  "emnist-letters-test-labels-idx1-ubyte",
                  "924955c31fe7fd809b7303b5c0141282955f4b8390c74cdfd5d80435e0f4b4cb")));

  static final List<CatalogueEntry> ALL = List.of(MNIST, FASHION_MNIST, EMNIST_LETTERS);

  private PublishedDatasets() {}

  /** Returns the entry to search a folder with when the requested set is not published. */
  static CatalogueEntry unpublished(String name) {
    return entry(name, List.of(), List.of(), 0, "", "", "", "");
  }

  /** Makes the entry of a set with MNIST's four file names. */
  private static CatalogueEntry entry(
      String name,
      List<String> classNames,
      List<String> mirrors,
      long downloadBytes,
      String trainImages,
      String trainLabels,
      String testImages,
      String testLabels) {
    return CatalogueEntry.of(
        name,
        classNames,
        mirrors.stream().map(URI::create).toList(),
        downloadBytes,
        List.of(
            usual(TRAIN, IMAGES, trainImages),
            usual(TRAIN, LABELS, trainLabels),
            usual(TEST, IMAGES, testImages),
            usual(TEST, LABELS, testLabels)));
  }

  private static PublishedFile usual(Split split, IdxKind kind, String sha256) {
    return new PublishedFile(split, kind, kind.fileName(split), Digested.CONTENT, sha256);
  }

  private static PublishedFile letters(Split split, IdxKind kind, String name, String sha256) {
    return new PublishedFile(split, kind, name, Digested.GZIP, sha256);
  }
}
