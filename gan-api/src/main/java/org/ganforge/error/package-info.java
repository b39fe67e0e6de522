/** The one exception that says "your input is wrong, and this is how to fix it". */
@NullMarked
package org.ganforge.error;

import org.jspecify.annotations.NullMarked;
