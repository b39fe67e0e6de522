@NullMarked
package org.ganforge.picture;

import org.jspecify.annotations.NullMarked;
