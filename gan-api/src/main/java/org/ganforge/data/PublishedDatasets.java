package org.ganforge.data;

import static org.ganforge.data.IdxKind.IMAGES;
import static org.ganforge.data.IdxKind.LABELS;
import static org.ganforge.data.Split.TEST;
import static org.ganforge.data.Split.TRAIN;

import java.net.URI;
import java.util.List;

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
          "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
          "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
          "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
          "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

  /** Pictures of clothes: Zalando SE, arXiv:1708.07747, MIT. */
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
          "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
          "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
          "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
          "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

  static final List<CatalogueEntry> ALL = List.of(MNIST, FASHION_MNIST);

  private PublishedDatasets() {}

  /** Makes the entry of a set that carries MNIST's four file names. */
  private static CatalogueEntry entry(
      String name,
      List<String> classNames,
      List<String> mirrors,
      String trainImages,
      String trainLabels,
      String testImages,
      String testLabels) {
    return new CatalogueEntry(
        name,
        classNames,
        mirrors.stream().map(URI::create).toList(),
        List.of(
            usual(TRAIN, IMAGES, trainImages),
            usual(TRAIN, LABELS, trainLabels),
            usual(TEST, IMAGES, testImages),
            usual(TEST, LABELS, testLabels)));
  }

  private static PublishedFile usual(Split split, IdxKind kind, String sha256) {
    return new PublishedFile(split, kind, kind.fileName(split), sha256);
  }
}
