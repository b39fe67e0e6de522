package org.ganforge.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Takes sub-folders for classes. */
final class ClassFolders {
  private ClassFolders() {}

  /**
   * Returns the labels of files by the folders they are in, numbered by name, below the folders
   * that all of them share. There are none where files lie beside the folders, or in one folder.
   */
  static ClassLabels of(List<String> paths) {
    int shared = shared(paths);
    List<String> folders = new ArrayList<>();
    for (String path : paths) {
      int end = path.indexOf('/', shared);
      if (end < 0) {
        return ClassLabels.NONE;
      }
      folders.add(path.substring(shared, end));
    }
    List<String> names = List.copyOf(new TreeSet<>(folders));
    return names.size() < 2
        ? ClassLabels.NONE
        : ClassLabels.of(
            folders.stream().mapToInt(folder -> Collections.binarySearch(names, folder)).toArray(),
            names);
  }

  /** Returns how long the path of the folder is that holds all, with its slash. */
  private static int shared(List<String> paths) {
    String first = paths.get(0);
    int length = first.lastIndexOf('/') + 1;
    for (String path : paths) {
      while (!path.startsWith(first.substring(0, length))) {
        length = first.lastIndexOf('/', length - 2) + 1;
      }
    }
    return length;
  }
}
