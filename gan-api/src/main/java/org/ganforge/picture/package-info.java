/** Decodes pictures of any format and size to pixels of one form. Nothing else decodes pictures. */
@NullMarked
package org.ganforge.picture;

import org.jspecify.annotations.NullMarked;
