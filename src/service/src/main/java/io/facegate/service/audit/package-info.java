/**
 * {@code /v1/audit}: what happened, and who asked for it. It listens to all events, and knows no feature that they are of.
 *
 * <p>A row commits with what it tells of. Its place in the chain of hashes it gets within a second afterwards, from the
 * database itself ({@code seal_audit()}), so that no request waits for another one's row.
 */
@NullMarked
package io.facegate.service.audit;

import org.jspecify.annotations.NullMarked;
