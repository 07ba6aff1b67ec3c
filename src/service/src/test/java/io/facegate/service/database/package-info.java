/** The real PostgreSQL that tests run on. */
@NullMarked
package io.facegate.service.database;

import org.jspecify.annotations.NullMarked;
