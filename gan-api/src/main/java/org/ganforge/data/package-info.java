/**
 * Image data sets as immutable bytes: {@link org.ganforge.data.DatasetCatalogue} finds them, {@link
 * org.ganforge.data.HandwrittenDigits} and {@link org.ganforge.data.DrawnShapes} draw two, {@link
 * org.ganforge.data.ImageDataset} is what comes back.
 */
@NullMarked
package org.ganforge.data;

import org.jspecify.annotations.NullMarked;
