/** JSON text: parsed strictly into a tree that knows its paths, and formatted for readers. */
@NullMarked
package org.ganforge.json.text;

import org.jspecify.annotations.NullMarked;
