@NullMarked
package org.ganforge.data;

import org.jspecify.annotations.NullMarked;
