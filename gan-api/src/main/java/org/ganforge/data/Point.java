package org.ganforge.data;

/** A point in the plane; x runs to the right, y downwards. */
record Point(double x, double y) {}
