/** {@code ./facegate models}: makes, measures, lists and checks models. */
@NullMarked
package io.facegate.training.cli.models;

import org.jspecify.annotations.NullMarked;
