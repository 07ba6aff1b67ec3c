/** Commands for whole galleries: enrol folders, export, import. They speak HTTP to a running service. */
@NullMarked
package io.facegate.client;

import org.jspecify.annotations.NullMarked;
