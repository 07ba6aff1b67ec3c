/** {@code ./facegate keys}: keys without the service, by whoever may reach its database. */
@NullMarked
package io.facegate.service.access.command;

import org.jspecify.annotations.NullMarked;
