package org.ganforge.data;

/**
 * A zip file that holds a data set's files among others.
 *
 * @param name its name on the mirrors
 * @param folder where the files are in it, as {@code <name>.gz}; empty or ends in {@code /}
 * @param md5 the digest that its makers give
 * @param mostBytes what is longer is not it
 */
record PublishedArchive(String name, String folder, String md5, long mostBytes) {}
