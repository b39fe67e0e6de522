/**
 * The quality of generated images in numbers: {@link org.ganforge.evaluate.ClassCoverage}, the
 * share of each class; {@link org.ganforge.evaluate.SampleMeasures}, the similarity to real images;
 * {@link org.ganforge.evaluate.NearestImages}, whether they are copies.
 */
@NullMarked
package org.ganforge.evaluate;

import org.jspecify.annotations.NullMarked;
