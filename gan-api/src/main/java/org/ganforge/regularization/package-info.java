/**
 * Changes to weights apart from their optimizer's updates, and to images before the discriminator
 * judges them.
 */
@NullMarked
package org.ganforge.regularization;

import org.jspecify.annotations.NullMarked;
