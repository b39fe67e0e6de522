/**
 * Files and directories that are written whole or not at all, plain files in places that a stranger
 * may have made, and what the file system refused. Not API: it may change at any time.
 */
@NullMarked
package org.ganforge.internal.file;

import org.jspecify.annotations.NullMarked;
