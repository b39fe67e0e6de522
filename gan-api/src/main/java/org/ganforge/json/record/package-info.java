/**
 * The JSON records that runs, checkpoints and exports keep of themselves, and the differences
 * between two of them.
 */
@NullMarked
package org.ganforge.json.record;

import org.jspecify.annotations.NullMarked;
