package org.ganforge.picture;

/**
 * A rectangle in a picture, in pixels; it may cut through pixels.
 *
 * @param left the left edge
 * @param top the upper edge
 * @param width above 0
 * @param height above 0
 */
public record Box(double left, double top, double width, double height) {}
