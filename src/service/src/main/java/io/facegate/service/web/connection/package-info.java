/** Connections whose clients are too slow, below HTTP: what requests and answers don't see. */
@NullMarked
package io.facegate.service.web.connection;

import org.jspecify.annotations.NullMarked;
