/** Connections to PostgreSQL, and {@link io.facegate.service.database.Transactions}, in which everything that writes is done. */
@NullMarked
package io.facegate.service.database;

import org.jspecify.annotations.NullMarked;
