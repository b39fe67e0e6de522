/** Which networks are exported for other programs, and in which formats. */
@NullMarked
package org.ganforge.export;

import org.jspecify.annotations.NullMarked;
