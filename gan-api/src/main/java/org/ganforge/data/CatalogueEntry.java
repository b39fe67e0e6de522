package org.ganforge.data;

import java.net.URI;
import java.util.List;

/**
 * What the catalogue knows of one published data set.
 *
 * @param classNames what label 0, 1, ... means
 * @param mirrors folders that hold every file as {@code <name>.gz}, the best first; each ends in
 *     {@code /}
 * @param files images and labels of both splits
 */
record CatalogueEntry(
    String name, List<String> classNames, List<URI> mirrors, List<PublishedFile> files) {

  CatalogueEntry {
    classNames = List.copyOf(classNames);
    mirrors = List.copyOf(mirrors);
    files = List.copyOf(files);
  }

  PublishedFile file(Split split, IdxKind kind) {
    return files.stream()
        .filter(file -> file.split() == split && file.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  /** Returns whether these are the entry's own images, whatever their file is called. */
  boolean publishes(IdxFile images) {
    String digest = images.sha256();
    return files.stream().anyMatch(file -> file.sha256().equals(digest));
  }

  /** Returns what to do where the files cannot be had. */
  String waysOut(Split split) {
    return "give a folder that holds "
        + file(split, IdxKind.IMAGES).gzipName()
        + " and "
        + file(split, IdxKind.LABELS).gzipName()
        + " with --data DIR, or use the built-in data set \""
        + HandwrittenDigits.NAME
        + '"';
  }
}
