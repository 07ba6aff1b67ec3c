/**
 * Who is enrolled: galleries hold identities, identities hold templates. Entities and paging go through Hibernate
 * Reactive; adding and searching templates goes through {@link io.facegate.service.gallery.TemplateStore}.
 */
@NullMarked
package io.facegate.service.gallery;

import org.jspecify.annotations.NullMarked;
