/** The files in a folder, a zip or a tar file, by name and in one order on every machine. */
@NullMarked
package org.ganforge.archive;

import org.jspecify.annotations.NullMarked;
