package org.ganforge.data;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue's entry for one published data set.
 *
 * @param classNames the names of labels 0, 1, ...
 * @param layout how the files store images and labels
 * @param installed folders in which operating systems' packages install the files
 * @param mirrors folders that hold every file as {@code <name>.gz}, or the archive, the best first;
 *     each ends in {@code /}
 * @param downloadBytes the size of all downloads together
 * @param archive the zip file that the mirrors hold instead of single files, or null
 * @param license the SPDX identifier of the licence under which it is published, or null if none is
 *     stated
 * @param files images and labels of both splits
 */
record CatalogueEntry(
    String name,
    List<String> classNames,
    IdxLayout layout,
    List<Path> installed,
    List<URI> mirrors,
    long downloadBytes,
    @Nullable PublishedArchive archive,
    @Nullable String license,
    List<PublishedFile> files) {

  CatalogueEntry {
    classNames = List.copyOf(classNames);
    installed = List.copyOf(installed);
    mirrors = List.copyOf(mirrors);
    files = List.copyOf(files);
  }

  /** Returns the entry of a set with the usual layout, published file by file. */
  static CatalogueEntry of(
      String name,
      List<String> classNames,
      List<URI> mirrors,
      long downloadBytes,
      List<PublishedFile> files) {
    return new CatalogueEntry(
        name, classNames, IdxLayout.USUAL, List.of(), mirrors, downloadBytes, null, null, files);
  }

  CatalogueEntry withInstalled(Path folder) {
    return new CatalogueEntry(
        name, classNames, layout, List.of(folder), mirrors, downloadBytes, archive, license, files);
  }

  CatalogueEntry withLicense(String license) {
    return new CatalogueEntry(
        name, classNames, layout, installed, mirrors, downloadBytes, archive, license, files);
  }

  PublishedFile file(Split split, IdxKind kind) {
    return files.stream()
        .filter(file -> file.split() == split && file.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  /** Returns the files of one split. */
  Stream<PublishedFile> files(Split split) {
    return files.stream().filter(file -> file.split() == split);
  }

  /** Returns what to do if the files cannot be obtained. */
  String waysOut(Split split) {
    return "give a folder that holds "
        + file(split, IdxKind.IMAGES).gzipName()
        + " and "
        + file(split, IdxKind.LABELS).gzipName()
        + " by withDirectory(DIR), or use the built-in data set \""
        + HandwrittenDigits.NAME
        + '"';
  }
}
