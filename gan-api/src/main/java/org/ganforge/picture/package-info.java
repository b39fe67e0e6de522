/** Pictures in files of any format and size as pixels of one form. The one place that decodes. */
@NullMarked
package org.ganforge.picture;

import org.jspecify.annotations.NullMarked;
