/**
 * Files and directories written whole or not at all, plain files in directories that may come from
 * someone else, and messages for failures of the file system. Not API: may change at any time.
 */
@NullMarked
package org.ganforge.internal.file;

import org.jspecify.annotations.NullMarked;
