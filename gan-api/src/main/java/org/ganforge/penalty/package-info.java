/** What the discriminator minimizes beside its objective. */
@NullMarked
package org.ganforge.penalty;

import org.jspecify.annotations.NullMarked;
