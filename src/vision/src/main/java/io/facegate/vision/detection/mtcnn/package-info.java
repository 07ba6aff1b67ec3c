/** Face detection by MTCNN. */
@NullMarked
package io.facegate.vision.detection.mtcnn;

import org.jspecify.annotations.NullMarked;
