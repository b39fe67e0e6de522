/**
 * Image data sets as immutable bytes: {@link org.ganforge.data.DatasetCatalogue} finds them, {@link
 * org.ganforge.data.HandwrittenDigits} and {@link org.ganforge.data.DrawnShapes} draw two, and
 * {@link org.ganforge.data.ImageDataset} holds them.
 */
@NullMarked
package org.ganforge.data;

import org.jspecify.annotations.NullMarked;
