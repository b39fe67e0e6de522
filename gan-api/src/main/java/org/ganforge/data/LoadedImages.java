package org.ganforge.data;

/**
 * Images in memory, and the outcome of reading their files.
 *
 * @param images the images, in the order of their files' paths
 * @param form the images' shape, and why it was chosen
 * @param skipped the files that could not be read
 */
public record LoadedImages(ImageDataset images, ImageForm form, SkippedFiles skipped) {}
