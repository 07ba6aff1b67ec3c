/**
 * How often somebody tried to be an identity, and failed: each try is reserved before anything is compared, waits after a few
 * failures, and is refused after many, until an administrator resets it (NIST SP 800-63B-4, section 3.2.3).
 */
@NullMarked
package io.facegate.service.attempt;

import org.jspecify.annotations.NullMarked;
