/**
 * Galleries as files: exported and imported line by line, so that neither side ever holds a whole one. The client's
 * commands use the same reader as the service.
 */
@NullMarked
package io.facegate.service.transfer;

import org.jspecify.annotations.NullMarked;
