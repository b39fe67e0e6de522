package org.ganforge.data;

/** A point of the plane; x runs to the right, y downwards. */
record Point(double x, double y) {}
