/** Face authentication over HTTP. Packages are by feature; this one starts and stops them. */
@NullMarked
package io.facegate.service;

import org.jspecify.annotations.NullMarked;
