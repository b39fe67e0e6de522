/**
 * How good generated images are, in numbers: {@link org.ganforge.evaluate.ClassCoverage}, the share
 * of each class among them.
 */
@NullMarked
package org.ganforge.evaluate;

import org.jspecify.annotations.NullMarked;
