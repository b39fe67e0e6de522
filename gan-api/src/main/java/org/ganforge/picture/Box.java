package org.ganforge.picture;

/**
 * A part of a picture, in its pixels, which may be cut through.
 *
 * @param left of the first column
 * @param top of the first row
 * @param width above 0
 * @param height above 0
 */
public record Box(double left, double top, double width, double height) {}
