/**
 * That what was recorded once can't be shown again: nonces, each for one verification, and pictures that were seen for an
 * identity lately, of which a keyed hash is kept.
 */
@NullMarked
package io.facegate.service.replay;

import org.jspecify.annotations.NullMarked;
