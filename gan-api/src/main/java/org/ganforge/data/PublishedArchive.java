package org.ganforge.data;

/**
 * A zip file that contains a data set's files, among others.
 *
 * @param name its name on the mirrors
 * @param folder the folder inside it with the files, as {@code <name>.gz}; empty or ends in {@code
 *     /}
 * @param md5 the digest published by its authors
 * @param mostBytes an upper bound on its size; larger files are rejected
 */
record PublishedArchive(String name, String folder, String md5, long mostBytes) {}
