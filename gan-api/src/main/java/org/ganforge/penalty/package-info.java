/** Terms added to the discriminator's loss. */
@NullMarked
package org.ganforge.penalty;

import org.jspecify.annotations.NullMarked;
