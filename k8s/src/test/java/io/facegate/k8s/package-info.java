/** What holds of the manifests in this module's folder, as {@code kubectl kustomize} renders them. */
@NullMarked
package io.facegate.k8s;

import org.jspecify.annotations.NullMarked;
