/** The embeddings of enrolled faces: {@link io.facegate.service.template.TemplateStore} adds, searches and removes them. */
@NullMarked
package io.facegate.service.template;

import org.jspecify.annotations.NullMarked;
