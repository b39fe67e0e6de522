/** Adversarial losses and the labels they compare with. */
@NullMarked
package org.ganforge.loss;

import org.jspecify.annotations.NullMarked;
