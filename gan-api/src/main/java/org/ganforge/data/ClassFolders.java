package org.ganforge.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Derives classes from subfolders. */
final class ClassFolders {
  /** Usual names for the parts of a data set, which contain the class folders. */
  private static final Set<String> PARTS =
      Set.of("train", "training", "test", "testing", "val", "valid", "validation");

  private ClassFolders() {}

  /**
   * Labels files by the folder they are in, below the folders that they all share; folders are
   * numbered by name. There are no labels if any file is outside the folders, or if there is only
   * one folder. If all folders are parts of a data set, such as {@code train} and {@code test}, the
   * folders in them are the classes.
   */
  static ClassLabels of(List<String> paths) {
    int shared = shared(paths);
    if (paths.stream().allMatch(path -> isInPart(path, shared))) {
      return of(paths.stream().map(path -> path.substring(path.indexOf('/', shared) + 1)).toList());
    }
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

  private static boolean isInPart(String path, int shared) {
    int end = path.indexOf('/', shared);
    return end >= 0 && PARTS.contains(path.substring(shared, end).toLowerCase(Locale.ROOT));
  }

  /** Returns the length of the path of the folder that contains all files, including its slash. */
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
