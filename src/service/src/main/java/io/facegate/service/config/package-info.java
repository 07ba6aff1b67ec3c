/** What an operator can set, with the defaults. */
@NullMarked
package io.facegate.service.config;

import org.jspecify.annotations.NullMarked;
