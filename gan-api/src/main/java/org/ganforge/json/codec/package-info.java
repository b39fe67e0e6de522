/** The records of runs, checkpoints and exports as text; what differs between two of them. */
@NullMarked
package org.ganforge.json.codec;

import org.jspecify.annotations.NullMarked;
