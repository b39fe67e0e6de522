/** The text of JSON: read strictly into a tree that knows its paths, and laid out for readers. */
@NullMarked
package org.ganforge.json.text;

import org.jspecify.annotations.NullMarked;
