package org.ganforge.data;

/**
 * Images that stay in their files, and the outcome of reading those.
 *
 * @param images the images, in the order of their files' paths
 * @param form the images' shape, and why it was chosen
 * @param skipped the files that could not be read
 */
public record StreamedImages(ImageStream images, ImageForm form, SkippedFiles skipped) {}
