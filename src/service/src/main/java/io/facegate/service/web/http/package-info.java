/** What every request must be like, whatever it asks for: its target, its headers, its query, its framing. */
@NullMarked
package io.facegate.service.web.http;

import org.jspecify.annotations.NullMarked;
