/** Where the faces of a picture are. */
@NullMarked
package io.facegate.vision.detection;

import org.jspecify.annotations.NullMarked;
