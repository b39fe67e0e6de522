/**
 * The JSON records kept by runs, checkpoints and exports, and the differences between two of them.
 */
@NullMarked
package org.ganforge.json.record;

import org.jspecify.annotations.NullMarked;
