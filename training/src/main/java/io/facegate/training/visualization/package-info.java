/** What people look at: curves, histograms, maps of embeddings, and the page that has all of them. */
@NullMarked
package io.facegate.training.visualization;

import org.jspecify.annotations.NullMarked;
