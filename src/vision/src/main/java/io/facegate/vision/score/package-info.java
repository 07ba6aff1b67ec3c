/** What decisions are made by: a similarity, weighed by how many faces there are like either. */
@NullMarked
package io.facegate.vision.score;

import org.jspecify.annotations.NullMarked;
