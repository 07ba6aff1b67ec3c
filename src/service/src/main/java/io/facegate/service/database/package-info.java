/** Connections to PostgreSQL. */
@NullMarked
package io.facegate.service.database;

import org.jspecify.annotations.NullMarked;
