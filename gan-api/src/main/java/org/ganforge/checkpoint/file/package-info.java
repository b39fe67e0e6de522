/** The files of checkpoints and exports, and their verification. */
@NullMarked
package org.ganforge.checkpoint.file;

import org.jspecify.annotations.NullMarked;
