/** What of a GAN is written for other programs, and in which forms. */
@NullMarked
package org.ganforge.export;

import org.jspecify.annotations.NullMarked;
