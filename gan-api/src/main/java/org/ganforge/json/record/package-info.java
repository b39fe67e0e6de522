/**
 * What runs, checkpoints and exports write down about themselves, as JSON, and how two such records
 * differ.
 */
@NullMarked
package org.ganforge.json.record;

import org.jspecify.annotations.NullMarked;
