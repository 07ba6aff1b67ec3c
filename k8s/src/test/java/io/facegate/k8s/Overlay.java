package io.facegate.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What can be applied, rendered once. */
enum Overlay {
    CPU("overlays/cpu"),
    GPU("overlays/gpu"),
    DEV("overlays/dev"),
    /** An overlay such as an operator writes: with the Gateway API instead of an Ingress. */
    GATEWAY("target/gateway");

    private static final Map<Overlay, List<JsonNode>> RENDERED = new EnumMap<>(Overlay.class);

    private final Path folder;

    Overlay(String folder) {
        this.folder = Path.of(folder);
    }

    /** The documents as kubectl would send them. */
    List<JsonNode> documents() {
        synchronized (RENDERED) {
            return RENDERED.computeIfAbsent(this, Overlay::render);
        }
    }

    private List<JsonNode> render() {
        if (this == GATEWAY) {
            writeGateway();
        }
        return StrictModel.documents(Kubectl.kustomize(folder));
    }

    private void writeGateway() {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("kustomization.yaml"), """
                    apiVersion: kustomize.config.k8s.io/v1beta1
                    kind: Kustomization
                    namespace: facegate
                    resources: [../../base]
                    components:
                      - ../../components/cloudnative-pg
                      - ../../components/monitoring
                      - ../../components/gateway
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it, typed. */
    List<HasMetadata> objects() {
        List<HasMetadata> objects = new ArrayList<>();
        for (JsonNode document : documents()) {
            try {
                objects.add(StrictModel.parse(document));
            } catch (JsonProcessingException e) {
                throw new AssertionError("%s:%n%s".formatted(this, document.toPrettyString()), e);
            }
        }
        return objects;
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The only one of a kind. */
    <T extends HasMetadata> T only(Class<T> kind) {
        List<T> all = all(kind);
        if (all.size() != 1) {
            throw new AssertionError("%s has %d %s, not one".formatted(this, all.size(), kind.getSimpleName()));
        }
        return all.get(0);
    }

    /** Everything that makes pods itself; those of CloudNativePG are made by its operator. */
    List<Workload> workloads() {
        List<Workload> workloads = new ArrayList<>();
        all(Deployment.class)
                .forEach(deployment -> workloads.add(
                        new Workload(deployment, deployment.getSpec().getTemplate())));
        all(StatefulSet.class)
                .forEach(set -> workloads.add(new Workload(set, set.getSpec().getTemplate())));
        all(Job.class)
                .forEach(job -> workloads.add(new Workload(job, job.getSpec().getTemplate())));
        return workloads;
    }

    /** An object and the pods that it makes. */
    record Workload(HasMetadata object, PodTemplateSpec template) {
        List<Container> containers() {
            return Stream.of(
                            template.getSpec().getInitContainers(),
                            template.getSpec().getContainers())
                    .flatMap(List::stream)
                    .toList();
        }

        /** The container that gives the pod its purpose. */
        Container container() {
            return template.getSpec().getContainers().get(0);
        }

        Map<String, String> labels() {
            return template.getMetadata().getLabels();
        }

        @Override
        public String toString() {
            return object.getKind() + " " + object.getMetadata().getName();
        }
    }
}
