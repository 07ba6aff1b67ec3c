/** The settings of a run, from one YAML file, presets and documented defaults. */
@NullMarked
package io.facegate.training.configuration;

import org.jspecify.annotations.NullMarked;
