/** The published weights that one command gets, imports and checks: {@code catalogue.yaml} lists them. */
@NullMarked
package io.facegate.training.catalogue;

import org.jspecify.annotations.NullMarked;
