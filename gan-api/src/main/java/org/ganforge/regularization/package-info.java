/** What is done to weights beside the updates of their optimizer. */
@NullMarked
package org.ganforge.regularization;

import org.jspecify.annotations.NullMarked;
