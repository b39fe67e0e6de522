package org.ganforge.data;

/**
 * Images in memory, and what became of the files they came from.
 *
 * @param images the images, in the order of their files' paths
 * @param form the images' shape, and why it was chosen
 * @param skipped the files that could not be read
 */
public record LoadedImages(ImageDataset images, ImageForm form, SkippedFiles skipped) {}
