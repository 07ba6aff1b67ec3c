/** What several commands take: whose pictures, which models, under which terms. */
@NullMarked
package io.facegate.training.cli.option;

import org.jspecify.annotations.NullMarked;
