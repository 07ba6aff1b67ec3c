/**
 * What a gallery is called and what a person in it may be called and carry: the values that the service, the files that it
 * exports and the command line agree on. They know no web, no database and no Quarkus.
 */
@NullMarked
package io.facegate.gallery;

import org.jspecify.annotations.NullMarked;
