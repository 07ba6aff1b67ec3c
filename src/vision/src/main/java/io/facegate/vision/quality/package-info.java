/** Whether a face is good enough to be enrolled or compared, in the vocabulary of ISO/IEC 29794-5. */
@NullMarked
package io.facegate.vision.quality;

import org.jspecify.annotations.NullMarked;
