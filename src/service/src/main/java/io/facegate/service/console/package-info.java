/**
 * The console: a page on which people work with the service in a browser, by the same interface that programs use. Its scripts
 * are in {@code src/main/resources/web/app}, by feature; the build bundles them.
 */
@NullMarked
package io.facegate.service.console;

import org.jspecify.annotations.NullMarked;
