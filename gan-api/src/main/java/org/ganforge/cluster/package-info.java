/** The workers that train one model together: their addresses and ranks. */
@NullMarked
package org.ganforge.cluster;

import org.jspecify.annotations.NullMarked;
