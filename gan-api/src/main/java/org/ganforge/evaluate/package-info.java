/**
 * How good generated images are, in numbers: {@link org.ganforge.evaluate.ClassCoverage}, the share
 * of each class among them; {@link org.ganforge.evaluate.SampleMeasures}, how like real ones they
 * are; {@link org.ganforge.evaluate.NearestImages}, whether they are copies.
 */
@NullMarked
package org.ganforge.evaluate;

import org.jspecify.annotations.NullMarked;
