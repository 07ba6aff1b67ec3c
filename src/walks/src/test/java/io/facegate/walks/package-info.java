/** What people do with a running service in a browser: the console, and the example of a login. */
@NullMarked
package io.facegate.walks;

import org.jspecify.annotations.NullMarked;
