/**
 * Image data sets as immutable bytes: {@link org.ganforge.data.DatasetCatalogue} finds them, {@link
 * org.ganforge.data.HandwrittenDigits} draws one, {@link org.ganforge.data.ImageDataset} is what
 * comes back.
 */
@NullMarked
package org.ganforge.data;

import org.jspecify.annotations.NullMarked;
